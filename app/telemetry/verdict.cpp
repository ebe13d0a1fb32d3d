#include "telemetry/verdict.h"

#include "core/humanize.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace sluice {

namespace {

constexpr qint64 enoughAttempts = 10;
constexpr Duration enoughTime = std::chrono::seconds(1);
constexpr double fullFrom = 0.95;   // of the limit, on average: the gaps between jobs are never quite nothing
constexpr double busyFrom = 0.90;   // of the computing threads, on average
constexpr double holdsFrom = 0.20;  // of all time, from which on a wait before admission is what holds a run back
constexpr double emptyUpTo = 0.50;  // of the limit, on average
constexpr double noWaitUpTo = 0.05; // of all time

/// What time in flight goes to, by the verdict it speaks for.
struct Group
{
    VerdictKind kind;
    Duration span;
};

QString tr(const char *text)
{
    return QCoreApplication::translate("sluice::Verdict", text);
}

double share(Duration part, Duration whole)
{
    return whole > Duration::zero() ? seconds(part) / seconds(whole) : 0;
}

Group largestGroup(const WaitTimes &waits)
{
    const auto sum = [&waits](auto... reasons) {
        return (waits.of(reasons) + ...);
    };
    const std::array groups{
        Group{VerdictKind::Server, sum(WaitReason::FirstByte)},
        Group{VerdictKind::Connecting, sum(WaitReason::Dns, WaitReason::Connect, WaitReason::Tls)},
        Group{VerdictKind::Bandwidth, sum(WaitReason::Body)},
        Group{VerdictKind::Cpu, sum(WaitReason::CpuQueue, WaitReason::CpuRun)},
        Group{VerdictKind::Disk, sum(WaitReason::Disk)},
    };
    return *std::max_element(groups.begin(), groups.end(), [](auto &a, auto &b) { return a.span < b.span; });
}

WaitReason largestHold(const WaitTimes &waits)
{
    constexpr std::array holds{WaitReason::HostSlot, WaitReason::Rate, WaitReason::Cooling};
    return *std::max_element(holds.begin(), holds.end(), [&](auto a, auto b) { return waits.of(a) < waits.of(b); });
}

/// "83 % of the time in flight goes to waiting for the first byte"
QString timeGoesTo(const Group &group, const WaitTimes &waits)
{
    const auto part = humanPercent(share(group.span, waits.inFlight()));
    switch (group.kind) {
    case VerdictKind::Server:
        return tr("%1 of the time in flight is spent before the first byte").arg(part);
    case VerdictKind::Connecting:
        return tr("%1 of the time in flight is spent on getting a connection").arg(part);
    case VerdictKind::Bandwidth:
        return tr("%1 of the time in flight is spent receiving").arg(part);
    case VerdictKind::Cpu:
        return tr("%1 of the time in flight is spent computing or waiting for a thread").arg(part);
    case VerdictKind::Disk:
        return tr("%1 of the time in flight is spent writing to disk").arg(part);
    case VerdictKind::None:
    case VerdictKind::OwnLimit:
    case VerdictKind::HostLimit:
    case VerdictKind::Rate:
    case VerdictKind::Cooling:
    case VerdictKind::Finishing:
        break; // no group is of these
    }
    Q_UNREACHABLE();
}

/// "12 of 64 places are taken"
QString placesTaken(const VerdictInput &input)
{
    return tr("%1 of %2 places are taken").arg(humanNumber(input.meanInFlight), humanCount(input.limit));
}

/// "3.9 of 4 computing threads are busy"
QString threadsBusy(const VerdictInput &input)
{
    return tr("%1 of %2 computing threads are busy").arg(humanNumber(input.meanCpuBusy), humanCount(input.threads));
}

Verdict ownLimit(const VerdictInput &input, const Group &group)
{
    const auto text =
        group.kind == VerdictKind::Server || group.kind == VerdictKind::Connecting
            ? tr("Your limit holds: all %1 places are taken and jobs wait for one, while %2. A higher limit may help.")
            : tr("Your limit holds: all %1 places are taken and jobs wait for one, while %2. A higher limit may help "
                 "only "
                 "as far as there is room for more of that.");
    return {VerdictKind::OwnLimit, text.arg(humanCount(input.limit), timeGoesTo(group, input.waits))};
}

Verdict heldBackBy(WaitReason hold, const VerdictInput &input)
{
    const auto part = humanPercent(share(input.waits.of(hold), input.waits.total()));
    if (hold == WaitReason::Rate) {
        const auto starts = static_cast<double>(input.attempts) / seconds(input.wall);
        return {VerdictKind::Rate,
                tr("Your rate of %1 holds: jobs spend %2 of their time waiting for it. They ran at %3, "
                   "and %4.")
                    .arg(humanRate(input.ratePerSecond), part, humanRate(starts), placesTaken(input))};
    }
    if (hold == WaitReason::Cooling)
        return {VerdictKind::Cooling,
                tr("Hosts asked for patience: jobs spend %1 of their time waiting for one to cool "
                   "down. A lower limit per host or a rate may avoid it.")
                    .arg(part)};
    return {VerdictKind::HostLimit,
            tr("Your limit of %1 per host holds: jobs spend %2 of their time waiting for a place "
               "on their host, while %3. A higher limit per host may help, where the host allows it.")
                .arg(humanCount(input.perHost), part, placesTaken(input))};
}

Verdict inFlightVerdict(const VerdictInput &input, const Group &group)
{
    const auto goesTo = timeGoesTo(group, input.waits);
    switch (group.kind) {
    case VerdictKind::Server:
        return {group.kind, tr("Waiting on the server: %1; %2.").arg(goesTo, placesTaken(input))};
    case VerdictKind::Connecting:
        return {group.kind, tr("Connecting: %1; %2.").arg(goesTo, placesTaken(input))};
    case VerdictKind::Bandwidth:
        return {group.kind,
                tr("Receiving: %1; the line or the servers set the pace, and %2.").arg(goesTo, placesTaken(input))};
    case VerdictKind::Cpu:
        return {group.kind, tr("Computing: %1; %2.").arg(goesTo, threadsBusy(input))};
    case VerdictKind::Disk:
        return {group.kind, tr("The disk: %1; %2.").arg(goesTo, placesTaken(input))};
    case VerdictKind::None:
    case VerdictKind::OwnLimit:
    case VerdictKind::HostLimit:
    case VerdictKind::Rate:
    case VerdictKind::Cooling:
    case VerdictKind::Finishing:
        break; // no group is of these
    }
    Q_UNREACHABLE();
}

} // namespace

QLatin1StringView verdictKindName(VerdictKind kind)
{
    switch (kind) {
    case VerdictKind::None:
        return QLatin1StringView("none");
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
        return {VerdictKind::None, tr("Too little to tell yet: attempts finished: %1, in %2.")
                                       .arg(humanCount(input.attempts), humanDuration(input.wall))};

    const auto group = largestGroup(waits);
    if (group.kind == VerdictKind::Cpu && input.threads > 0 && input.meanCpuBusy >= busyFrom * input.threads)
        return {VerdictKind::Cpu, tr("The processor sets the pace: %1, and %2. More in flight would not help.")
                                      .arg(threadsBusy(input), timeGoesTo(group, waits))};

    const auto isWaiting = input.moreWaiting || waits.of(WaitReason::GlobalSlot) > Duration::zero();
    if (input.limit > 0 && isWaiting && input.meanInFlight >= fullFrom * input.limit)
        return ownLimit(input, group);

    const auto hold = largestHold(waits);
    if (share(waits.of(hold), all) >= holdsFrom)
        return heldBackBy(hold, input);

    if (!input.moreWaiting && share(all - inFlight, all) < noWaitUpTo && input.meanInFlight < emptyUpTo * input.limit)
        return {VerdictKind::Finishing,
                tr("Nothing waits for a place: %1, and %2.").arg(placesTaken(input), timeGoesTo(group, waits))};
    return inFlightVerdict(input, group);
}

} // namespace sluice
