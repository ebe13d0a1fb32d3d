// The facts behind a verdict, whatever it says.
#include "core/humanize.h"
#include "telemetry/verdicttext.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

constexpr size_t namedHosts = 3;
constexpr size_t namedWaits = 4;
constexpr double worthNaming = 0.01; // of all time

QString tr(const char *text)
{
    return QCoreApplication::translate("sluice::Verdict", text);
}

QString milliseconds(double value)
{
    return humanDuration(Duration(std::llround(value * 1000)));
}

void addWaits(const VerdictFacts &facts, QStringList *evidence)
{
    auto reasons = allWaitReasons;
    const auto waits = facts.in.waits.withoutCommit();
    std::ranges::stable_sort(reasons, std::greater(), [&](auto reason) { return waits.of(reason); });
    for (size_t i = 0; i < namedWaits && share(waits.of(reasons[i]), waits.total()) >= worthNaming; ++i) {
        evidence->append(
            tr("%1 of jobs' time: %2")
                .arg(humanPercent(share(waits.of(reasons[i]), waits.total())), waitReasonLabel(reasons[i])));
    }
}

void addHosts(const VerdictFacts &facts, QStringList *evidence)
{
    for (size_t i = 0; i < std::min(facts.in.hosts.size(), namedHosts); ++i) {
        const auto &host = facts.in.hosts[i];
        auto fact =
            tr("%1: %2 in flight, %3 waiting").arg(host.host, humanNumber(host.inFlight), humanNumber(host.waiting));
        if (host.refused > 0)
            fact += tr(", %1 refused").arg(humanCount(host.refused));
        if (host.ownLimit > 0)
            fact += tr(", at most %1 at once").arg(humanCount(host.ownLimit));
        evidence->append(fact);
    }
}

} // namespace

QStringList evidenceOf(const VerdictFacts &facts)
{
    const auto &in = facts.in;
    QStringList evidence;
    addWaits(facts, &evidence);
    evidence.append(tr("In flight: %1 of %2 on average; per host at most %3")
                        .arg(humanNumber(in.meanInFlight), humanCount(in.limit), humanCount(in.perHost)));
    evidence.append(
        tr("Attempts: %1 in %2, %3").arg(humanCount(in.attempts), humanDuration(in.wall), humanRate(facts.perSecond)));
    if (in.failed > 0)
        evidence.append(tr("Failed: %1 of %2 attempts").arg(humanCount(in.failed), humanCount(in.attempts)));
    if (in.refused > 0)
        evidence.append(tr("Refused with 429 or 503: %1").arg(humanCount(in.refused)));
    if (in.retrying > 0)
        evidence.append(tr("Waiting for another try: %1").arg(humanCount(in.retrying)));
    if (in.firstByte.p50 > 0) {
        evidence.append(
            tr("First byte: half within %1, 90 % within %2, 99 % within %3")
                .arg(milliseconds(in.firstByte.p50), milliseconds(in.firstByte.p90), milliseconds(in.firstByte.p99)));
    }
    for (const auto &step : in.steps) {
        if (step.runs > 0)
            evidence.append(tr("Step %1: %2 for a body").arg(step.name, humanDuration(step.time / step.runs)));
    }
    if (in.threads > 0 && in.meanCpuBusy > 0)
        evidence.append(
            tr("Computing threads: %1 of %2 busy").arg(humanNumber(in.meanCpuBusy), humanCount(in.threads)));
    if (in.cores > 0)
        evidence.append(tr("Processor: %1 of %2 cores; the engine's thread %3 of the time")
                            .arg(humanNumber(in.coresUsed), humanNumber(in.cores), humanPercent(in.engineBusy)));
    addHosts(facts, &evidence);
    if (const auto *last = facts.lastHost())
        evidence.append(tr("The end of the list: no job is left to be taken from it but those of %1").arg(last->host));
    return evidence;
}

} // namespace sluice
