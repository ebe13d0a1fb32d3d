// The one bridge between callbacks and coroutines; every awaiter of the project is built on it.
#pragma once

#include "async/resumequeue.h"

#include <atomic>
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
    struct State final : Resumable
    {
        const std::shared_ptr<ResumeQueue> home = ResumeQueue::ofThisThread();
        std::atomic_flag decided;
        std::optional<T> arriving; // written by the first complete(), read on the home thread
        std::optional<T> value;    // home thread only, like waiter
        std::coroutine_handle<> waiter;

        void resume() override
        {
            value = std::exchange(arriving, std::nullopt);
            if (const auto waiting = std::exchange(waiter, {}))
                waiting.resume();
        }
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

    Completion() : m_state(std::make_shared<State>()) {}

    void complete(T value) const
    {
        if (m_state->decided.test_and_set())
            return;
        m_state->arriving.emplace(std::move(value));
        m_state->home->push(m_state);
    }

    /// For one coroutine, once.
    Awaiter wait() const { return Awaiter(m_state); }

private:
    std::shared_ptr<State> m_state;
};

} // namespace sluice
