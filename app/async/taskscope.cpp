#include "async/taskscope.h"

#include "async/completion.h"

#include <QLoggingCategory>

#include <vector>

namespace sluice {

Q_LOGGING_CATEGORY(asyncLog, "sluice.async")

struct TaskScope::State
{
    QString name;
    int remaining = 0;
    int faults = 0;
    std::vector<Completion<bool>> joiners;

    void ended()
    {
        if (--remaining > 0)
            return;
        for (const auto &joiner : std::exchange(joiners, {}))
            joiner.complete(true);
    }
};

TaskScope::TaskScope(QString name, const CancelToken &parent) : m_cancel(parent), m_state(std::make_shared<State>())
{
    m_state->name = std::move(name);
}

TaskScope::~TaskScope()
{
    Q_ASSERT_X(m_state->remaining == 0, "TaskScope", "destroyed before its tasks were joined");
}

QCoro::Task<> TaskScope::supervise(std::shared_ptr<State> state, QCoro::Task<> task)
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
    state->ended();
}

void TaskScope::spawn(QCoro::Task<> task)
{
    ++m_state->remaining;
    supervise(m_state, std::move(task));
}

CancelToken TaskScope::token() const { return m_cancel.token(); }
int TaskScope::remaining() const { return m_state->remaining; }
int TaskScope::faults() const { return m_state->faults; }
void TaskScope::cancel() { m_cancel.cancel(); }

QCoro::Task<> TaskScope::join()
{
    while (m_state->remaining > 0) {
        const Completion<bool> empty;
        m_state->joiners.push_back(empty);
        co_await empty.wait();
    }
}

QCoro::Task<> TaskScope::cancelAndJoin()
{
    cancel();
    co_await join();
}

} // namespace sluice
