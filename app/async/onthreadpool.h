#pragma once

#include "async/canceltoken.h"
#include "async/completion.h"
#include "core/result.h"

#include <QCoroTask>
#include <QThreadPool>

#include <functional>

namespace sluice {

namespace detail {

template <typename T>
Result<T> guarded(std::function<Result<T>(CancelToken)> work, const CancelToken &token)
{
    if (token.isCancelled())
        return Cancelled{};
    try {
        return work(token);
    } catch (const std::exception &fault) {
        return Error{ErrorKind::Internal, QString::fromUtf8(fault.what())};
    } catch (...) {
        return Error{ErrorKind::Internal, QStringLiteral("unknown exception")};
    }
}

} // namespace detail

/// Runs work(token) on the pool and resumes on the awaiting thread's loop, always after the work has ended
/// and what it captured was destroyed.
/// The work polls the token at least every 10 ms of computing; work that had not begun when the token was
/// cancelled does not begin. An exception becomes an error of kind Internal. The pool's own queue has no
/// bound: whoever calls this holds a permit of something that has one. `what` names the pool for the task inspector.
template <typename T>
QCoro::Task<Result<T>> onThreadPool(QThreadPool *pool, CancelToken token, std::function<Result<T>(CancelToken)> work,
                                    const char *what = awaiting::aThread)
{
    const Completion<Result<T>> ended;
    pool->start([ended = ended.completer(), token, work = std::move(work)]() mutable {
        auto result = detail::guarded(std::exchange(work, {}), token);
        ended.complete(std::move(result)); // what `work` captured is gone by now
    });
    auto result = co_await ended.wait(what);
    co_return result;
}

} // namespace sluice
