// Coroutines under test: QtTest's macros `return`, so test functions cannot be coroutines themselves.
#pragma once

#include <QCoreApplication>
#include <QCoroTask>
#include <QDeadlineTimer>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <variant>

namespace sluice::test {

/// A task that runs while the test looks on from outside.
template <typename T>
class Watched
{
public:
    using Value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

    explicit Watched(QCoro::Task<T> task) { watch(m_ended, std::move(task)); }

    bool hasEnded() const { return m_ended->has_value(); }

    /// Spins the event loop until the task ends; false when it does not within the limit.
    bool ends(std::chrono::milliseconds limit = std::chrono::seconds(10)) const
    {
        QTimer alarm; // or there may be nothing to wake up for
        alarm.start(limit);
        const QDeadlineTimer deadline(limit);
        while (!hasEnded() && !deadline.hasExpired())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return hasEnded();
    }

    /// Only when it has ended.
    Value &value() const { return m_ended->value(); }

private:
    using Ended = std::shared_ptr<std::optional<Value>>;

    static QCoro::Task<> watch(Ended ended, QCoro::Task<T> task)
    {
        if constexpr (std::is_void_v<T>) {
            co_await task;
            ended->emplace();
        } else {
            auto value = co_await task;
            ended->emplace(std::move(value));
        }
    }

    Ended m_ended = std::make_shared<std::optional<Value>>();
};

/// Delivers everything that is due now: what has not happened after this waits for something else.
inline void settle()
{
    for (int round = 0; round < 3; ++round)
        QCoreApplication::processEvents();
}

} // namespace sluice::test
