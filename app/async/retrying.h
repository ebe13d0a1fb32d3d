#pragma once

#include "async/sleep.h"

#include <functional>
#include <optional>

namespace sluice {

/// Runs operation(attempt), attempt = 1, 2, ..., until `decide` sees no reason for another go or the token
/// is cancelled; returns the last value. decide(value, attempt) answers how long to wait before the next
/// attempt, or nothing to stop. Cancellation is never retried.
template <typename T>
QCoro::Task<T> retrying(Clock *clock, CancelToken token, std::function<QCoro::Task<T>(int)> operation,
                        std::function<std::optional<Duration>(const T &, int)> decide)
{
    for (int attempt = 1;; ++attempt) {
        auto task = operation(attempt);
        auto value = co_await task;
        const auto delay = decide(value, attempt);
        if (!delay || token.isCancelled())
            co_return value;
        const auto wake = co_await sleepFor(clock, *delay, token, awaiting::nextTry);
        if (wake == Wake::Cancelled)
            co_return value;
    }
}

} // namespace sluice
