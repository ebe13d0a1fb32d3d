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
    qint64 bytes = 0;     ///< of the body
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
    int cpuQueue = 0;
    int perHost = 0;
    double ratePerSecond = 0; ///< 0 = no limit
    bool moreWaiting = false; ///< jobs are ready that have not been admitted
};

/// Counters, histograms and the per-second series of one run, which begins with its construction. Engine thread only;
/// every call but endSecond(), stretch() and summary() is a few additions. No timer of its own: its owner calls
/// endSecond() once a second, and once more at the end of the run.
///
/// Cancelled attempts count as attempts and with their bytes and waits, but are neither finished nor failed in the
/// series and have no part in latencies: how long they took says nothing about a server.
class RunMeter
{
public:
    explicit RunMeter(const Clock *clock);
    ~RunMeter();

    void admitted();                  ///< one more in flight
    void left();                      ///< one fewer
    void bytesReceived(qint64 count); ///< as they arrive: for the series. The summary adds up samples
    void attemptEnded(const AttemptSample &sample);
    void jobEnded(Outcome outcome); ///< a job reached its final state
    void loopLag(Duration lateness);
    void mark(const QString &what); ///< "limit 32 → 64 (you)": attached to the current second

    int inFlight() const;
    int peakInFlight() const;

    /// Closes the current second and appends it to the ring (at most the last 600 seconds are kept here).
    SeriesPoint endSecond(const GaugeReading &gauges);
    const std::vector<SeriesPoint> &recent() const; ///< oldest first
    /// Waits and means over the last `span` (whole seconds as they were ended, and the one that is open), for the
    /// live verdict. The limits are those last read.
    VerdictInput stretch(Duration span) const;

    /// Of the run so far. jobs and rejected are the caller's to fill in; the verdict is judge()'s over the whole run.
    RunSummary summary() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice
