// The one bridge between callbacks and coroutines; every awaiter of the project is built on it.
#pragma once

#include "async/awaiting.h"
#include "async/resumequeue.h"
#include "async/sourceplace.h"

#include <atomic>
#include <coroutine>
#include <memory>
#include <optional>

namespace sluice {

template <typename T>
class Completer;

/// A value that arrives once, for one coroutine.
///
/// complete() may be called on any thread, any number of times: the first call wins. The coroutine that
/// awaits wait() resumes exactly once, on the thread that made the Completion, and always from its event
/// loop, never inside complete(). That thread's event loop must outlive the wait (a TaskScope that is
/// joined before the thread ends sees to it). Copies share one state; nothing dangles when either side goes.
///
/// Whoever is to bring the value gets a completer(): when the last of them goes without a word, the task inspector
/// shows a coroutine that nothing can wake. A copy of the Completion itself is no such promise: it is for the side
/// that waits, to call the wait off.
template <typename T>
class Completion
{
    struct State final : Resumable
    {
        const std::shared_ptr<ResumeQueue> home = ResumeQueue::ofThisThread();
        std::atomic_flag decided;
        std::atomic<int> completers = 0;
        std::atomic<bool> hadCompleters = false;
        std::optional<T> arriving; // written by the first complete(), read on the home thread
        std::optional<T> value;    // home thread only, like waiter
        std::coroutine_handle<> waiter;

        bool isLost() const { return hadCompleters && completers == 0 && !decided.test(); }

        void resume() override
        {
            value = std::exchange(arriving, std::nullopt);
            if (const auto waiting = std::exchange(waiter, {}))
                waiting.resume();
        }
    };

    /// Tells the home thread that the last completer went.
    struct Loss final : Resumable
    {
        explicit Loss(std::shared_ptr<State> state) : m_state(std::move(state)) {}
        void resume() override
        {
            if (m_state->isLost())
                m_state->wait.lost();
        }

    private:
        std::shared_ptr<State> m_state;
    };

public:
    class Awaiter
    {
    public:
        Awaiter(std::shared_ptr<State> state, const char *what, SourcePlace where)
            : m_state(std::move(state)), m_what(what), m_where(where)
        {
        }
        bool await_ready() const noexcept { return m_state->value.has_value(); }
        void await_suspend(std::coroutine_handle<> waiter) noexcept
        {
            m_state->waiter = waiter;
            m_state->wait.begin(m_what, m_where, m_state->decided.test(), m_state->isLost());
        }
        T await_resume() { return std::move(*m_state->value); }

    private:
        std::shared_ptr<State> m_state;
        const char *m_what;
        SourcePlace m_where;
    };

    Completion() : m_state(std::make_shared<State>()) {}

    void complete(T value) const { complete(m_state, std::move(value)); }

    /// For whoever is to bring the value.
    Completer<T> completer() const { return Completer<T>(m_state); }

    /// For one coroutine, once. `what` is a literal that says what it waits for.
    Awaiter wait(const char *what = awaiting::something,
                 SourcePlace where = SourcePlace::current()) const
    {
        return Awaiter(m_state, what, where);
    }

private:
    friend class Completer<T>;

    static void complete(const std::shared_ptr<State> &state, T value)
    {
        if (state->decided.test_and_set())
            return;
        state->arriving.emplace(std::move(value));
        state->wait.woken();
        state->home->push(state);
    }

    std::shared_ptr<State> m_state;
};

/// The end of a Completion that brings the value. Any thread; counted, copies too.
template <typename T>
class Completer
{
    using State = typename Completion<T>::State;

public:
    Completer(const Completer &other) : m_state(other.m_state) { enter(); }
    Completer(Completer &&other) noexcept : m_state(std::move(other.m_state)) {}
    Completer &operator=(Completer other) noexcept
    {
        m_state.swap(other.m_state);
        return *this;
    }
    ~Completer() { leave(); }

    void complete(T value) const { Completion<T>::complete(m_state, std::move(value)); }

private:
    friend class Completion<T>;
    explicit Completer(std::shared_ptr<State> state) : m_state(std::move(state)) { enter(); }

    void enter()
    {
        if (!m_state)
            return;
        m_state->hadCompleters.store(true, std::memory_order_relaxed);
        ++m_state->completers;
    }

    void leave()
    {
        if (!m_state || --m_state->completers > 0 || m_state->decided.test())
            return;
        const auto home = m_state->home;
        home->push(std::make_shared<typename Completion<T>::Loss>(std::move(m_state)));
    }

    std::shared_ptr<State> m_state;
};

} // namespace sluice
