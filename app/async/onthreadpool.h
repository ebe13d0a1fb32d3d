#pragma once

#include "async/canceltoken.h"
#include "async/completion.h"
#include "core/result.h"

#include <QCoroTask>
#include <QThreadPool>

#include <functional>

namespace sluice {

/// Runs work(token) on the pool and resumes on the awaiting thread's loop, always after the work has ended.
/// The work polls the token at least every 10 ms of computing; work that had not begun when the token was
/// cancelled does not begin. An exception becomes an error of kind Internal. The pool's own queue has no
/// bound: whoever calls this holds a permit of something that has one.
template <typename T>
QCoro::Task<Result<T>> onThreadPool(QThreadPool *pool, CancelToken token,
                                    std::function<Result<T>(CancelToken)> work)
{
    const Completion<Result<T>> ended;
    pool->start([ended, token, work = std::move(work)] {
        if (token.isCancelled()) {
            ended.complete(Cancelled{});
            return;
        }
        try {
            ended.complete(work(token));
        } catch (const std::exception &fault) {
            ended.complete(Error{ErrorKind::Internal, QString::fromUtf8(fault.what())});
        } catch (...) {
            ended.complete(Error{ErrorKind::Internal, QStringLiteral("unknown exception")});
        }
    });
    auto result = co_await ended.wait();
    co_return result;
}

} // namespace sluice
