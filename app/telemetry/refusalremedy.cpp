// Where a server refuses, fewer requests lose nothing.
#include "core/humanize.h"
#include "telemetry/remedy.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

constexpr double politer = 0.90;    // of what a server accepted
constexpr qint64 enoughToTell = 10; // requests that were accepted
constexpr double slowest = 0.1;     // a second, that is proposed
constexpr double mostFrom = 0.50;   // of jobs' time, spent waiting as servers ask

QString tr(const char *text)
{
    return QCoreApplication::translate("sluice::Verdict", text);
}

/// A little below what was accepted.
double politeRate(const VerdictInput &in)
{
    const auto rate = std::max(limitRange(LimitField::RatePerSecond).minimum, politer * in.acceptedPerSecond);
    return rate >= 10 ? std::floor(rate) : std::max(slowest, std::floor(rate * 10) / 10);
}

std::optional<LimitChange> lower(const VerdictInput &in, const HostShare &host)
{
    const auto rate = politeRate(in);
    if (in.ratePerSecond <= 0 || rate < in.ratePerSecond)
        return LimitChange{LimitField::RatePerSecond, in.ratePerSecond, rate};
    if (in.perHost > 1 && host.ownLimit == 0)
        return LimitChange{LimitField::PerHost, double(in.perHost), std::floor(in.perHost / 2.0)};
    return std::nullopt;
}

/// A page that is out of order answers 503 however seldom it is asked.
bool dependsOnThePace(const VerdictFacts &facts)
{
    const auto refused = facts.in.asked - facts.in.accepted;
    return (facts.in.tooMany > 0 && facts.in.tooMany * 2 >= refused) ||
           share(facts.in.waits.of(WaitReason::RetryAfter), facts.all) >= mostFrom;
}

QString mayCostNothing(const VerdictInput &in, const LimitChange &change)
{
    if (in.asked <= in.accepted)
        return tr("%1 may bring no fewer results.").arg(changeText(change));
    const auto refused = static_cast<double>(in.asked - in.accepted) / static_cast<double>(in.asked);
    return tr("%1 may bring no fewer results: of the requests so far, %2 were made in vain.")
        .arg(changeText(change), humanPercent(refused));
}

QString lowerOfItsOwn(const VerdictInput &in, const HostShare &host)
{
    return host.ownLimit > 0
               ? tr("A lower limit for %1 than its own of %2 may cost no results (page Hosts, or --host-limit).")
                     .arg(host.host, humanCount(host.ownLimit))
               : tr("A limit of its own for %1, below %2, may cost no results (page Hosts, or --host-limit).")
                     .arg(host.host, humanCount(in.perHost));
}

/// The others should not be made slower for its sake.
QString ofItsOwn(const VerdictFacts &facts, const HostShare *host)
{
    if (!host)
        return tr("A lower limit of their own for those that refuse may cost no results (page Hosts, or "
                  "--host-limit).");
    const auto pause = tr("Pause %1 for a while (page Hosts): the other hosts go on.").arg(host->host);
    return facts.placesOn(host) > 1 ? lowerOfItsOwn(facts.in, *host) + QLatin1Char(' ') +
                                          tr("Or pause it for a while (page Hosts): the other hosts go on.")
                                    : pause;
}

} // namespace

void spareServer(const VerdictFacts &facts, Verdict *verdict)
{
    const auto &in = facts.in;
    const auto *host = facts.refusing();
    const auto *most = facts.mainHost();
    const bool isAlone = host && host->host == verdict->host && (host == most || !in.severalHosts);
    verdict->alternatives.append(tr("Leave it: Sluice waits as long as the server asks, and asks again."));
    verdict->alternatives.append(tr("Ask whoever runs the server what it allows."));
    if (!isAlone) {
        verdict->remedy = ofItsOwn(facts, host);
        return;
    }
    if (in.accepted < enoughToTell) {
        verdict->remedy = tr("Wait: too few requests were accepted so far (%1) to tell how many the server takes.")
                              .arg(humanCount(in.accepted));
        return;
    }
    if (!dependsOnThePace(facts)) {
        verdict->remedy = tr("Look at what is refused (page Failures, or sluice-cli failures): an answer of 503 says "
                             "that the server cannot, not that it is asked too much, and fewer requests may not help.");
        return;
    }
    verdict->change = lower(in, *host);
    if (verdict->change)
        verdict->remedy = mayCostNothing(in, *verdict->change);
    else if (host->ownLimit > 1)
        verdict->remedy = lowerOfItsOwn(in, *host);
    else
        verdict->remedy = tr("Wait: the limits are as low as they get.");
}

} // namespace sluice
