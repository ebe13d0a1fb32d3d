#include "engine/engine.h"

#include "core/systemclock.h"
#include "engine/enginecore.h"
#include "engine/limitchanges.h"
#include "engine/loopwatch.h"
#include "engine/taskinspector.h"
#include "engine/taskwatch.h"
#include "fetch/fetcherfactory.h"
#include "store/projectcopy.h"
#include "store/projectstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QPointer>
#include <QTemporaryDir>
#include <QThread>

#include <semaphore>

namespace sluice {

static const QString optionsKey = QStringLiteral("options");

struct Engine::Private
{
    explicit Private(Engine *engine) : q(engine) {}

    Engine *q;
    SystemClock clock;
    TaskInspector inspector{&clock};
    TaskWatch watch{&inspector};
    std::unique_ptr<LoopWatch> loopWatch;
    QThread thread;
    EngineCore *core = nullptr;     // lives on `thread`, deleted by it
    std::unique_ptr<QObject> relay; // what the core says arrives through it; replaced, nothing old arrives any more
    std::unique_ptr<QTemporaryDir> temporary;
    std::unique_ptr<ProjectStore> store;
    ProjectOptions options;
    RunState state = RunState::Idle;
    int project = 0; // counts those opened and closed
    bool reportAttempts = false;
    mutable StateCounts lastCounts;
    mutable qint64 revision = 0;

    template <typename Call>
    void onEngineThread(Call call)
    {
        QMetaObject::invokeMethod(core, std::move(call), Qt::QueuedConnection);
    }

    void startThread()
    {
        initialiseFetching();
        core = new EngineCore(&inspector);
        core->moveToThread(&thread);
        QObject::connect(&thread, &QThread::finished, core, &QObject::deleteLater);
        thread.setObjectName(QStringLiteral("engine"));
        thread.start();
        listen();
    }

    void listen()
    {
        relay = std::make_unique<QObject>();
        auto *context = relay.get();
        QObject::connect(core, &EngineCore::runStateChanged, context, [this](RunState next) { enter(next); });
        QObject::connect(core, &EngineCore::runFinished, context,
                         [this](const RunSummary &summary) { Q_EMIT q->runFinished(summary); });
        QObject::connect(core, &EngineCore::attemptEnded, context,
                         [this](const AttemptRecord &record) { Q_EMIT q->attemptEnded(record); });
        QObject::connect(core, &EngineCore::trouble, context,
                         [this](const QString &sentence) { Q_EMIT q->trouble(sentence); });
        QObject::connect(core, &EngineCore::hostsReady, context,
                         [this](const HostTable &hosts) { Q_EMIT q->hostsReady(hosts); });
        QObject::connect(core, &EngineCore::notice, context,
                         [this](const QString &sentence) { Q_EMIT q->notice(sentence); });
        QObject::connect(core, &EngineCore::startFailed, context, [this](const QString &sentence) {
            enter(RunState::Idle);
            Q_EMIT q->trouble(sentence);
        });
    }

    void enter(RunState next)
    {
        state = next;
        watch.setRunLive(next != RunState::Idle);
        Q_EMIT q->runStateChanged(next);
    }

    /// For the writer thread to call: carries the answer to this one. The engine outlives its store.
    template <typename T>
    std::function<void(const Result<T> &)> answerHere(QObject *context, std::function<void(const Result<T> &)> done)
    {
        return [this, project = project, guard = QPointer(context), done = std::move(done)](const Result<T> &result) {
            QMetaObject::invokeMethod(
                q,
                [this, project, guard, done, result] {
                    if (project != this->project)
                        return;
                    onEngineThread([core = core] { core->nudge(); });
                    ++revision;
                    if (guard)
                        done(result);
                },
                Qt::QueuedConnection);
        };
    }

    Result<void> open(const QString &path, ProjectStore::OpenMode mode);
    void loadOptions();
    void endRun();
};

Result<void> Engine::Private::open(const QString &path, ProjectStore::OpenMode mode)
{
    auto opened = ProjectStore::open(path, mode);
    if (!opened)
        return opened.error();
    q->close();
    store = std::move(opened).value();
    QObject::connect(store.get(), &ProjectStore::storageFailed, q,
                     [this](const QString &reason) { onEngineThread([core = core, reason] { core->pause(reason); }); });
    loadOptions();
    ++revision;
    return success();
}

void Engine::Private::loadOptions()
{
    options = {};
    const auto saved = store->value(optionsKey);
    if (saved.isEmpty())
        return;
    const auto read = optionsFromJson(QJsonDocument::fromJson(saved.toUtf8()).object());
    if (read)
        options = read.value();
    else
        Q_EMIT q->trouble(
            tr("The project's settings cannot be used (%1). The defaults are in force.").arg(read.error().message));
}

/// Waits until the engine thread has given everything back; a few milliseconds, once, when a project is closed.
void Engine::Private::endRun()
{
    std::binary_semaphore ended(0);
    onEngineThread([core = core, &ended] {
        core->stopThen([core, &ended] {
            core->forget();
            ended.release();
        });
    });
    ended.acquire();
    listen(); // what is still on its way speaks of a project that is gone
    if (state != RunState::Idle)
        enter(RunState::Idle);
}

Engine::Engine(QObject *parent) : QObject(parent), d(std::make_unique<Private>(this))
{
    d->startThread();
}

Engine::~Engine()
{
    close();
    d->thread.quit();
    d->thread.wait();
}

Result<void> Engine::open(const QString &path)
{
    std::unique_ptr<QTemporaryDir> temporary;
    auto file = path;
    if (path.isEmpty()) {
        temporary = std::make_unique<QTemporaryDir>(QDir::tempPath() + QStringLiteral("/sluice-XXXXXX"));
        if (!temporary->isValid())
            return Error{
                ErrorKind::Storage,
                tr("No temporary project can be made in %1: %2").arg(QDir::tempPath(), temporary->errorString())};
        file = temporary->filePath(QStringLiteral("temporary.sluice"));
    }
    const auto opened = d->open(file, ProjectStore::OpenMode::CreateOrOpen);
    if (!opened)
        return opened;
    d->temporary = std::move(temporary);
    if (!d->temporary)
        d->watch.serve(d->store->path());
    Q_EMIT projectChanged();
    Q_EMIT optionsChanged();
    return opened;
}

Result<void> Engine::openExisting(const QString &path)
{
    const auto opened = d->open(path, ProjectStore::OpenMode::Existing);
    if (!opened)
        return opened;
    d->watch.serve(d->store->path());
    Q_EMIT projectChanged();
    Q_EMIT optionsChanged();
    return opened;
}

void Engine::close()
{
    if (!d->store)
        return;
    d->endRun();
    d->watch.serve({});
    ++d->project;
    d->store.reset();
    d->temporary.reset();
    d->options = {};
    Q_EMIT projectChanged();
}

Result<void> Engine::saveAs(const QString &path)
{
    if (d->state != RunState::Idle)
        return Error{ErrorKind::Input, tr("A project can be saved under another name only while nothing runs: pause is "
                                          "not enough, drain or stop first.")};
    const auto copied = copyProject(d->store->path(), path);
    if (!copied)
        return copied;
    return openExisting(path);
}

bool Engine::isOpen() const
{
    return d->store != nullptr;
}
bool Engine::isTemporary() const
{
    return d->temporary != nullptr;
}
QString Engine::projectPath() const
{
    return d->store ? d->store->path() : QString();
}
const ProjectOptions &Engine::options() const
{
    return d->options;
}
RunState Engine::runState() const
{
    return d->state;
}
ProjectStore *Engine::store() const
{
    return d->store.get();
}
void Engine::reportAttempts(bool on)
{
    d->reportAttempts = on;
}

Result<void> Engine::setOptions(const ProjectOptions &options, const QString &who)
{
    if (const auto problems = problemsOf(options); !problems.isEmpty())
        return Error{ErrorKind::Input, problems.join(QLatin1Char('\n'))};
    if (options == d->options)
        return success();
    const auto before = std::exchange(d->options, options);
    if (d->store)
        d->store->setValue(optionsKey,
                           QString::fromUtf8(QJsonDocument(toJson(options)).toJson(QJsonDocument::Compact)));
    if (before.limits != options.limits || before.hostRules != options.hostRules) { // or the verdict would begin anew
        d->onEngineThread([core = d->core, options, mark = markOf(before, options, who)] {
            core->setHostRules(options.hostRules);
            core->setLimits(options.limits, mark);
        });
    }
    Q_EMIT optionsChanged();
    return success();
}

Result<void> Engine::applyRemedy(const Verdict &verdict)
{
    const auto remedied = withRemedy(d->options, verdict);
    if (!remedied)
        return remedied.error();
    const auto set = setOptions(remedied.value(), tr("verdict: %1").arg(claimOf(verdict)));
    if (set && verdict.gain)
        d->onEngineThread([core = d->core, verdict] { core->expect(verdict); });
    return set;
}

void Engine::start()
{
    if (!d->store)
        return;
    d->onEngineThread([core = d->core, store = d->store.get(), options = d->options, report = d->reportAttempts] {
        core->start(store, options, report);
    });
}

void Engine::pause()
{
    d->onEngineThread([core = d->core] { core->pause({}); });
}

void Engine::drain()
{
    d->onEngineThread([core = d->core] { core->drain(); });
}

void Engine::stop()
{
    d->onEngineThread([core = d->core] { core->stop(); });
}

Result<qint64> Engine::requeue(const JobFilter &filter)
{
    auto changed = d->store->requeue(filter);
    d->onEngineThread([core = d->core] { core->nudge(); });
    ++d->revision;
    return changed;
}

Result<qint64> Engine::cancelJobs(const JobFilter &filter)
{
    auto changed = d->store->cancelJobs(filter);
    d->onEngineThread([core = d->core] { core->nudge(); });
    ++d->revision;
    return changed;
}

void Engine::changeJobs(BulkAct act, const JobFilter &filter, QObject *context,
                        std::function<void(const Result<BulkChange> &)> done)
{
    d->store->change(act, filter, d->answerHere(context, std::move(done)));
}

void Engine::undoChange(qint64 change, QObject *context, std::function<void(const Result<BulkUndo> &)> done)
{
    d->store->undo(change, d->answerHere(context, std::move(done)));
}

Snapshot Engine::snapshot() const
{
    auto snapshot = d->core->snapshot();
    if (d->store) {
        snapshot.counts = d->store->counts();
        snapshot.backlog = d->store->backlog();
    }
    if (snapshot.counts != d->lastCounts || snapshot.inFlight > 0) {
        d->lastCounts = snapshot.counts;
        ++d->revision;
    }
    snapshot.revision = d->revision;
    return snapshot;
}

TaskSnapshot Engine::tasks() const
{
    return d->inspector.snapshot();
}

void Engine::cancelTask(quint64 id, QObject *context, std::function<void(bool cancelled)> done)
{
    d->onEngineThread([this, core = d->core, id, guard = QPointer(context), done = std::move(done)] {
        const auto answer = [guard, done, cancelled = core->cancelTask(id)] {
            if (guard && done)
                done(cancelled);
        };
        QMetaObject::invokeMethod(this, answer, Qt::QueuedConnection);
    });
}

void Engine::watchThisLoop()
{
    d->loopWatch = std::make_unique<LoopWatch>(&d->clock, &d->inspector.history(), [this](Duration took) {
        if (d->state != RunState::Idle)
            d->onEngineThread([core = d->core, took] { core->windowLag(took); });
    });
}

void Engine::requestHosts()
{
    d->onEngineThread([core = d->core, options = d->options] { core->sendHosts(options); });
}

QString Engine::value(const QString &key) const
{
    return d->store ? d->store->value(key) : QString();
}

void Engine::setValue(const QString &key, const QString &value)
{
    if (d->store)
        d->store->setValue(key, value);
}

} // namespace sluice
