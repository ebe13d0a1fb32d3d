#include "engine/enginecore.h"

#include "core/systemclock.h"
#include "engine/hostrules.h"
#include "engine/runenvironment.h"
#include "engine/runplanning.h"
#include "engine/taskinspector.h"
#include "store/projectstore.h"

namespace sluice {

static RunRecord beginningNow(const ProjectOptions &options)
{
    RunRecord record;
    record.started = SystemClock().wallNow();
    record.options = toJson(options);
    record.environment = runEnvironment(options);
    return record;
}

EngineCore::EngineCore(TaskInspector *inspector)
    : m_inspector(inspector), m_runs(QStringLiteral("runs"), {}, inspector->registry()), m_publishing(this)
{
    m_publishing.setInterval(std::chrono::milliseconds(100));
    m_publishing.callOnTimeout(this, &EngineCore::publish);
}

void EngineCore::start(ProjectStore *store, const ProjectOptions &options, bool reportAttempts)
{
    if (m_state == RunState::Paused)
        resume();
    if (m_state != RunState::Idle)
        return;
    store->retryWrites(); // what an earlier run could not write
    auto plan = planOf(options);
    if (!plan) {
        Q_EMIT startFailed(plan.error().message);
        return;
    }
    m_store = store;
    m_run = store->beginRun(beginningNow(options));
    m_session = makeSession(store, options, std::move(plan).value(), m_inspector);
    m_session->setRun(m_run);
    m_session->setTroubleListener([this](const Error &error) { pause(error.message); });
    m_session->setNoticeListener([this](const QString &sentence) { Q_EMIT notice(sentence); });
    if (reportAttempts)
        m_session->setListener([this](const AttemptRecord &record) { Q_EMIT attemptEnded(record); });
    m_pausedBecause.clear();
    m_inspector->setRunLive(true);
    setState(RunState::Running);
    m_publishing.start();
    m_runs.spawn(TaskLabel{"run"}, [this] { return runToEnd(); });
}

QCoro::Task<> EngineCore::runToEnd()
{
    auto summary = co_await m_session->run();
    rememberEnd(summary);
    const auto remembered = co_await m_store->flush(); // whoever hears of the end can read of it
    if (remembered.failed() && summary.failure.isEmpty()) {
        summary.ending = RunEnding::Failed;
        summary.failure = remembered.error().message;
    }
    m_publishing.stop();
    m_pausedBecause.clear();
    m_state = RunState::Idle;
    m_inspector->setRunLive(false);
    publish(); // the last numbers stay to be seen
    m_session.reset();
    Q_EMIT runStateChanged(m_state);
    Q_EMIT runFinished(summary);
    for (const auto &done : std::exchange(m_afterRun, {}))
        QMetaObject::invokeMethod(this, done, Qt::QueuedConnection); // when this task, too, has ended
}

void EngineCore::rememberEnd(const RunSummary &summary)
{
    RunRecord record;
    record.id = m_run;
    record.ended = SystemClock().wallNow();
    record.ending = summary.ending;
    record.summary = toJson(summary);
    m_store->endRun(std::move(record));
}

void EngineCore::stopThen(std::function<void()> done)
{
    if (!m_session) {
        done();
        return;
    }
    m_afterRun.push_back(std::move(done));
    stop();
}

void EngineCore::setLimits(const LimitProfile &limits, const QString &mark)
{
    if (m_session)
        m_session->setLimits(limits, mark);
}

void EngineCore::setHostRules(const HostRules &rules)
{
    if (m_session)
        m_session->setHostRules(rules);
}

void EngineCore::sendHosts(const ProjectOptions &options)
{
    HostTable table;
    if (m_session) {
        auto rows = m_session->hosts();
        applyRules(&rows, options);
        table = {std::make_shared<const std::vector<HostRow>>(std::move(rows)), m_session->droppedHosts()};
    }
    Q_EMIT hostsReady(table);
}

void EngineCore::expect(const Verdict &verdict)
{
    if (m_session)
        m_session->expect(verdict);
}

void EngineCore::pause(const QString &because)
{
    if (m_state != RunState::Running)
        return;
    m_session->setAdmitting(false);
    m_pausedBecause = because;
    setState(RunState::Paused);
    if (!because.isEmpty())
        Q_EMIT trouble(because);
}

void EngineCore::resume()
{
    m_store->retryWrites();
    m_session->setAdmitting(true);
    m_session->nudge();
    m_pausedBecause.clear();
    setState(RunState::Running);
}

void EngineCore::drain()
{
    if (m_state != RunState::Running && m_state != RunState::Paused)
        return;
    m_session->drain();
    setState(RunState::Draining);
}

void EngineCore::stop()
{
    if (!m_session || m_state == RunState::Stopping)
        return;
    m_session->stop();
    setState(RunState::Stopping);
}

void EngineCore::nudge()
{
    if (m_session)
        m_session->nudge();
}

void EngineCore::forget()
{
    m_inspector->forget();
    const std::lock_guard lock(m_mutex);
    m_published = {};
}

bool EngineCore::cancelTask(quint64 id)
{
    return m_inspector->registry()->cancel(id);
}

void EngineCore::windowLag(Duration lateness)
{
    if (m_session)
        m_session->windowLag(lateness);
}

void EngineCore::setState(RunState state)
{
    m_state = state;
    publish();
    Q_EMIT runStateChanged(state);
}

void EngineCore::publish()
{
    Snapshot snapshot;
    snapshot.state = m_state;
    snapshot.pausedBecause = m_pausedBecause;
    snapshot.run = m_session ? m_run : 0;
    if (m_session)
        m_session->describe(snapshot);
    m_inspector->setResources(m_session ? m_session->resources() : std::vector<ResourceReading>());
    const std::lock_guard lock(m_mutex);
    m_published = std::move(snapshot);
}

Snapshot EngineCore::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    return m_published;
}

} // namespace sluice
