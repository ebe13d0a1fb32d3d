#include "async/taskscope.h"

#include "async/completion.h"
#include "async/taskregistry.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QThread>

#include <functional>
#include <optional>
#include <vector>

namespace sluice {

Q_LOGGING_CATEGORY(asyncLog, "sluice.async")

namespace {

QString threadName()
{
    const auto name = QThread::currentThread()->objectName();
    const auto *app = QCoreApplication::instance();
    if (name.isEmpty() && app && app->thread() == QThread::currentThread())
        return QStringLiteral("main");
    return name;
}

} // namespace

struct TaskScope::State
{
    QString name;
    int remaining = 0;
    int faults = 0;
    std::vector<Completer<bool>> joiners;
    TaskRegistry *registry = nullptr;
    QString thread;
    ScopeCancel cancelled;
    std::optional<CancelCallback<std::function<void()>>> onCancel; // tells the registry; gone before `cancelled`

    void ended()
    {
        if (--remaining > 0)
            return;
        for (const auto &joiner : std::exchange(joiners, {}))
            joiner.complete(true);
    }
};

TaskScope::TaskScope(QString name, const CancelToken &parent, TaskRegistry *registry)
    : m_cancel(parent), m_state(std::make_shared<State>())
{
    m_state->name = std::move(name);
    m_state->registry = registry;
    if (!registry)
        return;
    const std::function<void()> note = [registry, cancelled = &m_state->cancelled] {
        cancelled->at.store(registry->clock()->now());
        registry->cancelAll(cancelled);
    };
    m_state->onCancel.emplace(m_cancel.token(), note);
}

TaskScope::~TaskScope()
{
    Q_ASSERT_X(m_state->remaining == 0, "TaskScope", "destroyed before its tasks were joined");
}

TaskScope::Birth::Birth(TaskScope *scope, TaskLabel label, const SourcePlace &where, bool alone)
    : m_scope(scope)
    , m_task(scope->enter(std::move(label), where, alone)) // its parent is whose turn it still is
    , m_turn(m_task ? std::optional(m_task->born) : std::nullopt)
{
    m_turn.begin(m_task);
}

TaskEntry *TaskScope::enter(TaskLabel label, const SourcePlace &where, bool alone)
{
    if (!m_state->registry)
        return nullptr;
    if (m_state->thread.isEmpty())
        m_state->thread = threadName();
    return m_state->registry->enter({std::move(label), m_state->thread, &m_state->cancelled, where, alone});
}

CancelToken TaskScope::Birth::ownToken() const
{
    if (!m_task)
        return m_scope->token();
    if (m_scope->token().isCancelled()) // perhaps before it was listed
        m_task->own.request_stop();
    return CancelToken(m_task->own.get_token());
}

QCoro::Task<> TaskScope::supervise(std::shared_ptr<State> state, TaskEntry *listed, QCoro::Task<> task)
{
    try {
        co_await task;
    } catch (const std::exception &fault) {
        ++state->faults;
        qCCritical(asyncLog) << "exception left a task of" << state->name << ":" << fault.what();
    } catch (...) {
        ++state->faults;
        qCCritical(asyncLog) << "exception left a task of" << state->name;
    }
    if (listed) {
        const auto now = listed->clock->now();
        TaskTurn::leave(listed, now);
        listed->registry->leave(listed, now);
    }
    state->ended();
}

void TaskScope::adopt(TaskEntry *listed, QCoro::Task<> task)
{
    ++m_state->remaining;
    supervise(m_state, listed, std::move(task));
}

void TaskScope::spawn(QCoro::Task<> task)
{
    Q_ASSERT_X(!m_state->registry, "TaskScope", "a task must be listed before it runs");
    adopt(nullptr, std::move(task));
}

CancelToken TaskScope::token() const
{
    return m_cancel.token();
}
int TaskScope::remaining() const
{
    return m_state->remaining;
}
int TaskScope::faults() const
{
    return m_state->faults;
}
void TaskScope::cancel()
{
    m_cancel.cancel();
}

QCoro::Task<> TaskScope::join()
{
    while (m_state->remaining > 0) {
        const Completion<bool> empty;
        m_state->joiners.push_back(empty.completer());
        co_await empty.wait(awaiting::tasks);
    }
}

QCoro::Task<> TaskScope::cancelAndJoin()
{
    cancel();
    co_await join();
}

} // namespace sluice
