#include "telemetry/verdict.h"

#include "telemetry/verdicttext.h"

#include <algorithm>
#include <array>

namespace sluice {

namespace {

constexpr qint64 enoughAttempts = 10;
constexpr Duration enoughTime = std::chrono::seconds(1);
constexpr double fullFrom = 0.95;   // of the limit, on average: the gaps between jobs are never quite nothing
constexpr double busyFrom = 0.90;   // of the engine thread, or of the computing threads, on average
constexpr double holdsFrom = 0.20;  // of all time, from which on a wait before admission is what holds a run back
constexpr double emptyUpTo = 0.50;  // of the limit, on average
constexpr double noWaitUpTo = 0.05; // of all time

WaitReason largestHold(const WaitTimes &waits)
{
    constexpr std::array holds{WaitReason::HostSlot, WaitReason::Rate, WaitReason::RetryAfter};
    return *std::max_element(holds.begin(), holds.end(), [&](auto a, auto b) { return waits.of(a) < waits.of(b); });
}

} // namespace

QLatin1StringView verdictKindName(VerdictKind kind)
{
    switch (kind) {
    case VerdictKind::None:
        return QLatin1StringView("none");
    case VerdictKind::Engine:
        return QLatin1StringView("engine");
    case VerdictKind::Server:
        return QLatin1StringView("server");
    case VerdictKind::Connecting:
        return QLatin1StringView("connecting");
    case VerdictKind::Bandwidth:
        return QLatin1StringView("bandwidth");
    case VerdictKind::OwnLimit:
        return QLatin1StringView("own-limit");
    case VerdictKind::HostLimit:
        return QLatin1StringView("host-limit");
    case VerdictKind::Rate:
        return QLatin1StringView("rate");
    case VerdictKind::Cooling:
        return QLatin1StringView("cooling");
    case VerdictKind::Cpu:
        return QLatin1StringView("cpu");
    case VerdictKind::Disk:
        return QLatin1StringView("disk");
    case VerdictKind::Finishing:
        return QLatin1StringView("finishing");
    }
    Q_UNREACHABLE();
}

Verdict judge(const VerdictInput &input)
{
    const auto &waits = input.waits;
    const auto all = waits.total();
    const auto inFlight = waits.inFlight();
    if (input.attempts < enoughAttempts || input.wall < enoughTime || inFlight <= Duration::zero())
        return tooLittle(input);
    if (input.engineBusy >= busyFrom) // then what looks like a wait for a server may be a wait for us
        return engineIsBusy(input);

    const auto group = largestGroup(waits);
    if (group.kind == VerdictKind::Cpu && input.threads > 0 && input.meanCpuBusy >= busyFrom * input.threads)
        return computingIsBusy(input, group);

    const auto isWaiting = input.moreWaiting || waits.of(WaitReason::GlobalSlot) > Duration::zero();
    if (input.limit > 0 && isWaiting && input.meanInFlight >= fullFrom * input.limit)
        return ownLimitHolds(input, group);

    const auto hold = largestHold(waits);
    if (share(waits.of(hold), all) >= holdsFrom)
        return heldBackBy(hold, input);

    const auto hardlyWaited = share(all - inFlight, all) < noWaitUpTo;
    if (!input.moreWaiting && hardlyWaited && input.meanInFlight < emptyUpTo * input.limit)
        return nothingWaits(input, group);
    return mostTimeGoesTo(group, input);
}

} // namespace sluice
