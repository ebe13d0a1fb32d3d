// The one bridge between callbacks and coroutines; every awaiter of the project is built on it.
#pragma once

#include <QAbstractEventDispatcher>
#include <QMetaObject>
#include <QThread>

#include <coroutine>
#include <memory>
#include <optional>

namespace sluice {

/// A value that arrives once, for one coroutine.
///
/// complete() may be called on any thread, any number of times: the first call wins. The coroutine that
/// awaits wait() resumes exactly once, on the thread that made the Completion, and always from its event
/// loop, never inside complete(). That thread's event loop must outlive the wait (a TaskScope that is
/// joined before the thread ends sees to it). Copies share one state; nothing dangles when either side goes.
template <typename T>
class Completion
{
    struct State
    {
        QAbstractEventDispatcher *home = QAbstractEventDispatcher::instance();
        std::optional<T> value; // home thread only, like waiter
        std::coroutine_handle<> waiter;
    };

public:
    class Awaiter
    {
    public:
        explicit Awaiter(std::shared_ptr<State> state) : m_state(std::move(state)) {}
        bool await_ready() const noexcept { return m_state->value.has_value(); }
        void await_suspend(std::coroutine_handle<> waiter) noexcept { m_state->waiter = waiter; }
        T await_resume() { return std::move(*m_state->value); }

    private:
        std::shared_ptr<State> m_state;
    };

    Completion() : m_state(std::make_shared<State>()) { Q_ASSERT(m_state->home); }

    void complete(T value) const
    {
        QMetaObject::invokeMethod(
            m_state->home,
            [state = m_state, arrived = std::move(value)]() mutable {
                if (state->value)
                    return;
                state->value = std::move(arrived);
                if (const auto waiter = std::exchange(state->waiter, {}))
                    waiter.resume();
            },
            Qt::QueuedConnection);
    }

    /// For one coroutine, once.
    Awaiter wait() const { return Awaiter(m_state); }

private:
    std::shared_ptr<State> m_state;
};

} // namespace sluice
