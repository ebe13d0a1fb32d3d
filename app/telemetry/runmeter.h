// Everything that is measured during a run.
#pragma once

#include "core/clock.h"
#include "core/outcome.h"
#include "core/seriespoint.h"
#include "telemetry/runsummary.h"

#include <memory>
#include <vector>

namespace sluice {

/// What one attempt adds to the numbers.
struct AttemptSample
{
    Outcome outcome = Outcome::Succeeded;
    qint64 bytes = 0;
    Duration latency{};   ///< request to complete body; zero when nothing was fetched
    Duration firstByte{}; ///< zero when nothing was fetched
    WaitTimes waits;
};

/// What the meter cannot know by itself, read once a second.
struct GaugeReading
{
    int limit = 0;
    int cpuBusy = 0;
    int cpuSlots = 0;
};

/// Counters, histograms and the per-second series of one run. Engine thread only; every call but endSecond() and
/// summary() is a few additions. No timer of its own: its owner calls endSecond() once a second.
class RunMeter
{
public:
    explicit RunMeter(const Clock *clock);
    ~RunMeter();

    void admitted();                            ///< one more in flight
    void left();                                ///< one fewer
    void bytesReceived(qint64 count);           ///< as they arrive, for the live rate
    void attemptEnded(const AttemptSample &sample);
    void jobEnded(Outcome outcome);             ///< a job reached its final state
    void loopLag(Duration lateness);
    void mark(const QString &what);             ///< "limit 32 → 64 (you)": attached to the current second

    int inFlight() const;
    int peakInFlight() const;

    /// Closes the current second and appends it to the ring (at most the last 600 seconds are kept here).
    SeriesPoint endSecond(const GaugeReading &gauges);
    const std::vector<SeriesPoint> &recent() const; ///< oldest first
    /// Waits and means over the last `span`, for the live verdict.
    VerdictInput stretch(Duration span) const;

    RunSummary summary() const; ///< jobs and rejected are the caller's to fill in

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice
