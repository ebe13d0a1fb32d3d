#pragma once

#include "async/canceltoken.h"
#include "core/clock.h"

#include <QCoroTask>

#include <functional>

namespace sluice {

template <typename T>
struct TimedOr
{
    T value;               ///< what the operation returned, in answer to its cancellation when timedOut
    bool timedOut = false; ///< the time ran out before the operation ended
};

/// Runs operation(token) and cancels its token after `limit`. Always waits for the operation to end, so
/// nothing runs on behind the caller's back; cancelling `token` cancels the operation too.
template <typename T>
QCoro::Task<TimedOr<T>> withTimeout(Clock *clock, Duration limit, CancelToken token,
                                    std::function<QCoro::Task<T>(CancelToken)> operation)
{
    CancelSource source(token);
    bool timedOut = false;
    const auto timer = clock->singleShot(limit, [&source, &timedOut] {
        timedOut = true;
        source.cancel();
    });
    auto task = operation(source.token());
    auto value = co_await task;
    TimedOr<T> result{std::move(value), timedOut};
    co_return result;
}

} // namespace sluice
