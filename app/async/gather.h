// Waiting for several tasks: for all, for each as it ends, for the first.
#pragma once

#include "async/completion.h"
#include "async/taskscope.h"

#include <deque>
#include <exception>
#include <functional>
#include <optional>
#include <vector>

namespace sluice {

/// Values of tasks in the order in which they end. The tasks belong to the given scope, which must
/// outlive this; one consumer at a time. An exception that ended a task is thrown in place of its value.
template <typename T>
class AsCompleted
{
public:
    struct Item
    {
        size_t index; ///< of the task, in the order given
        T value;
    };

    AsCompleted(TaskScope *scope, std::vector<QCoro::Task<T>> tasks) : m_state(std::make_shared<State>())
    {
        m_state->left = tasks.size();
        for (size_t index = 0; index < tasks.size(); ++index)
            scope->spawn(TaskLabel{"watch"}, [&] { return watch(m_state, index, std::move(tasks[index])); });
    }

    /// The next value, or nothing when all were given out.
    QCoro::Task<std::optional<Item>> next() { return take(m_state); }

private:
    struct Ended
    {
        size_t index;
        std::optional<T> value; // or
        std::exception_ptr fault;
    };

    struct State
    {
        std::deque<Ended> ready;
        size_t left = 0; // not given out yet
        std::optional<Completion<bool>> consumer;
    };

    static QCoro::Task<> watch(std::shared_ptr<State> state, size_t index, QCoro::Task<T> task)
    {
        Ended ended{index, {}, {}};
        try {
            auto value = co_await task;
            ended.value.emplace(std::move(value));
        } catch (...) {
            ended.fault = std::current_exception();
        }
        state->ready.push_back(std::move(ended));
        if (const auto consumer = std::exchange(state->consumer, {}))
            consumer->complete(true);
    }

    static QCoro::Task<std::optional<Item>> take(std::shared_ptr<State> state)
    {
        std::optional<Item> item;
        if (state->left == 0)
            co_return item;
        if (state->ready.empty()) {
            state->consumer.emplace();
            const auto arrived = *state->consumer;
            co_await arrived.wait(awaiting::taskEnd);
        }
        auto ended = std::move(state->ready.front());
        state->ready.pop_front();
        --state->left;
        if (ended.fault)
            std::rethrow_exception(ended.fault);
        item.emplace(Item{ended.index, std::move(*ended.value)});
        co_return item;
    }

    std::shared_ptr<State> m_state;
};

/// All values, in the order of the tasks. An exception of one leaves here at once; the others go on in their scope.
template <typename T>
QCoro::Task<std::vector<T>> gather(TaskScope *scope, std::vector<QCoro::Task<T>> tasks)
{
    std::vector<std::optional<T>> slots(tasks.size());
    AsCompleted<T> ended(scope, std::move(tasks));
    for (size_t count = 0; count < slots.size(); ++count) {
        auto item = co_await ended.next();
        slots[item->index].emplace(std::move(item->value));
    }
    std::vector<T> values;
    values.reserve(slots.size());
    for (auto &slot : slots)
        values.push_back(std::move(*slot));
    co_return values;
}

/// The value (or exception) of the operation that ends first; the others are then cancelled and waited for.
/// At least one operation.
template <typename T>
QCoro::Task<T> firstCompleted(CancelToken token, std::vector<std::function<QCoro::Task<T>(CancelToken)>> operations)
{
    TaskScope scope(QStringLiteral("firstCompleted"), token);
    std::vector<QCoro::Task<T>> tasks;
    for (const auto &operation : operations)
        tasks.push_back(operation(scope.token()));
    AsCompleted<T> ended(&scope, std::move(tasks));
    std::optional<typename AsCompleted<T>::Item> first;
    std::exception_ptr fault;
    try {
        first = co_await ended.next();
    } catch (...) {
        fault = std::current_exception();
    }
    co_await scope.cancelAndJoin();
    if (fault)
        std::rethrow_exception(fault);
    co_return std::move(first->value);
}

} // namespace sluice
