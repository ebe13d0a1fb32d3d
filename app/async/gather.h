// Waiting for several tasks: for all, for each as it ends, for the first.
#pragma once

#include "async/completion.h"
#include "async/taskscope.h"

#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace sluice {

/// Values of tasks in the order in which they end. The tasks belong to the given scope, which must
/// outlive this; one consumer at a time.
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
            scope->spawn(watch(m_state, index, std::move(tasks[index])));
    }

    /// The next value, or nothing when all were given out.
    QCoro::Task<std::optional<Item>> next() { return take(m_state); }

private:
    struct State
    {
        std::deque<Item> ready;
        size_t left = 0; // not given out yet
        std::optional<Completion<bool>> consumer;
    };

    static QCoro::Task<> watch(std::shared_ptr<State> state, size_t index, QCoro::Task<T> task)
    {
        auto value = co_await task;
        state->ready.push_back(Item{index, std::move(value)});
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
            co_await arrived.wait();
        }
        item.emplace(std::move(state->ready.front()));
        state->ready.pop_front();
        --state->left;
        co_return item;
    }

    std::shared_ptr<State> m_state;
};

/// All values, in the order of the tasks.
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

/// The value of the operation that ends first; the others are then cancelled and waited for.
/// At least one operation.
template <typename T>
QCoro::Task<T> firstCompleted(CancelToken token, std::vector<std::function<QCoro::Task<T>(CancelToken)>> operations)
{
    TaskScope scope(QStringLiteral("firstCompleted"), token);
    std::vector<QCoro::Task<T>> tasks;
    for (const auto &operation : operations)
        tasks.push_back(operation(scope.token()));
    AsCompleted<T> ended(&scope, std::move(tasks));
    auto first = co_await ended.next();
    co_await scope.cancelAndJoin();
    co_return std::move(first->value);
}

} // namespace sluice
