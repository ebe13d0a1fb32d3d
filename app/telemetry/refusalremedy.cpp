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

QString shouldCostNothing(const VerdictInput &in, const LimitChange &change)
{
    if (in.asked <= in.accepted)
        return tr("%1 should bring no fewer results.").arg(changeText(change));
    const auto refused = static_cast<double>(in.asked - in.accepted) / static_cast<double>(in.asked);
    return tr("%1 should bring no fewer results: of the requests so far, %2 were made in vain.")
        .arg(changeText(change), humanPercent(refused));
}

/// The others should not be made slower for its sake.
QString ofItsOwn(const VerdictFacts &facts, const HostShare *host, const QString &name)
{
    const auto places = facts.placesOn(host);
    if (name.isEmpty())
        return tr("A lower limit of their own for those that refuse would cost no results (page Hosts, or "
                  "--host-limit).");
    return places > 1 ? tr("A limit of its own for %1, below %2, would cost no results, and the other hosts go on; or "
                           "pause it for a while (page Hosts, or --host-limit).")
                            .arg(name, humanCount(places))
                      : tr("Pause %1 for a while (page Hosts): the other hosts go on.").arg(name);
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
        verdict->remedy = ofItsOwn(facts, host, verdict->host);
        return;
    }
    if (in.accepted < enoughToTell) {
        verdict->remedy = tr("Wait: too few requests were accepted so far (%1) to tell how many the server takes.")
                              .arg(humanCount(in.accepted));
        return;
    }
    verdict->change = lower(in, *host);
    verdict->remedy =
        verdict->change ? shouldCostNothing(in, *verdict->change) : tr("Wait: the limits are as low as they get.");
}

} // namespace sluice
