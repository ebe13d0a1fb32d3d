// The numbers of one run.
#pragma once

#include "core/duration.h"
#include "core/runending.h"
#include "core/waitreason.h"
#include "telemetry/verdict.h"

#include <QJsonObject>

namespace sluice {

/// Milliseconds.
struct LatencySummary
{
    double p50 = 0;
    double p90 = 0;
    double p99 = 0;
    double max = 0;
};

struct RunSummary
{
    qint64 jobs = 0; ///< that the run dealt with: succeeded + failed + cancelled, and those left unfinished
    qint64 succeeded = 0;
    qint64 failed = 0;
    qint64 cancelled = 0;
    qint64 rejected = 0; ///< input lines that were no jobs
    qint64 attempts = 0;
    qint64 bytes = 0;
    Duration wall{};
    Duration cpu{}; ///< of the whole process, over the run
    int peakConcurrency = 0;
    qint64 peakRssBytes = 0;
    LatencySummary latency; ///< of attempts, from request to complete body
    WaitTimes waits;
    std::vector<StepTime> steps{};
    Verdict verdict;
    RunEnding ending = RunEnding::Finished;
    QString failure; ///< a sentence when it ended with Failed

    double requestsPerSecond() const;
};

/// The object that `--summary json` prints, keys as documented.
QJsonObject toJson(const RunSummary &summary);
/// What `--summary text` prints: a few aligned lines for a person.
QString toText(const RunSummary &summary);

} // namespace sluice
