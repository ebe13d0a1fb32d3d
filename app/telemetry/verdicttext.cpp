#include "telemetry/verdicttext.h"

#include "core/humanize.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sluice::Verdict", text);
}

/// "83 % of the time in flight is spent before the first byte"
QString timeGoesTo(const TimeGroup &group, const WaitTimes &waits)
{
    return groupText(group.share).arg(humanPercent(share(group.span, waits.inFlight())));
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

QString rateHolds(const VerdictInput &input, const QString &part)
{
    const auto reached = static_cast<double>(input.attempts) / seconds(input.wall);
    return tr("Your rate of %1 holds: jobs spend %2 of their time waiting for it. They ran at %3, and %4.")
        .arg(humanRate(input.ratePerSecond), part, humanRate(reached), placesTaken(input));
}

QString hostLimitHolds(const VerdictInput &input, const QString &part)
{
    return tr("Your limit of %1 per host holds: jobs spend %2 of their time waiting for a place on their host, while "
              "%3. "
              "A higher limit per host may help, where the host allows it.")
        .arg(humanCount(input.perHost), part, placesTaken(input));
}

} // namespace

double share(Duration part, Duration whole)
{
    return whole > Duration::zero() ? seconds(part) / seconds(whole) : 0;
}

Verdict tooLittle(const VerdictInput &input)
{
    const auto text = input.attempts == 0
                          ? tr("Too little to tell: no attempt has ended in %1.").arg(humanDuration(input.wall))
                          : tr("Too little to tell: attempts ended so far: %1, in %2.")
                                .arg(humanCount(input.attempts), humanDuration(input.wall));
    return {VerdictKind::None, text};
}

Verdict engineIsBusy(const VerdictInput &input)
{
    return {VerdictKind::Engine,
            tr("Sluice itself sets the pace: its engine thread computes %1 of the time, so waits for "
               "servers seem longer than they are. Higher limits would not help.")
                .arg(humanPercent(input.engineBusy))};
}

Verdict computingIsBusy(const VerdictInput &input, const TimeGroup &group)
{
    return {VerdictKind::Cpu, tr("Computing sets the pace: %1, and %2. More in flight would not help.")
                                  .arg(threadsBusy(input), timeGoesTo(group, input.waits))};
}

Verdict ownLimitHolds(const VerdictInput &input, const TimeGroup &group)
{
    const auto holds = tr("Your limit of %1 holds: it is full and jobs wait, while %2.")
                           .arg(humanCount(input.limit), timeGoesTo(group, input.waits));
    const auto waitsForOthers = group.kind == VerdictKind::Server || group.kind == VerdictKind::Connecting;
    const auto advice = waitsForOthers ? tr("A higher limit may help, if the servers can take it.")
                                       : tr("A higher limit helps only as far as there is room for more of that.");
    return {VerdictKind::OwnLimit, holds + QLatin1Char(' ') + advice};
}

Verdict heldBackBy(WaitReason hold, const VerdictInput &input)
{
    const auto part = humanPercent(share(input.waits.of(hold), input.waits.total()));
    if (hold == WaitReason::Rate)
        return {VerdictKind::Rate, rateHolds(input, part)};
    if (hold == WaitReason::HostSlot)
        return {VerdictKind::HostLimit, hostLimitHolds(input, part)};
    return {VerdictKind::Cooling,
            tr("Hosts asked for patience: jobs spend %1 of their time waiting for one to cool down. "
               "A lower limit per host, or a rate, may avoid it.")
                .arg(part)};
}

Verdict nothingWaits(const VerdictInput &input, const TimeGroup &group)
{
    return {VerdictKind::Finishing,
            tr("Nothing waits for a place: %1, and %2.").arg(placesTaken(input), timeGoesTo(group, input.waits))};
}

Verdict mostTimeGoesTo(const TimeGroup &group, const VerdictInput &input)
{
    const auto beside = group.kind == VerdictKind::Cpu ? threadsBusy(input) : placesTaken(input);
    return {group.kind, tr("%1 %2, and %3.").arg(groupText(group.opening), timeGoesTo(group, input.waits), beside)};
}

} // namespace sluice
