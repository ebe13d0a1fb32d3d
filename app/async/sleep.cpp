#include "async/sleep.h"

#include "async/completion.h"

namespace sluice {

QCoro::Task<Wake> sleepFor(Clock *clock, Duration duration, CancelToken token, const char *what)
{
    const Completion<Wake> woken;
    const auto timer = clock->singleShot(duration, [wake = woken.completer()] { wake.complete(Wake::Elapsed); });
    const CancelCallback onCancel(token, [woken] { woken.complete(Wake::Cancelled); });
    const auto wake = co_await woken.wait(what);
    co_return wake;
}

} // namespace sluice
