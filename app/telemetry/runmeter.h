// Everything that is measured during a run.
#pragma once

#include "core/clock.h"
#include "core/hostkey.h"
#include "core/outcome.h"
#include "core/seriespoint.h"
#include "core/waitgauge.h"
#include "telemetry/runsummary.h"
#include "telemetry/yield.h"

#include <memory>
#include <vector>

namespace sluice {

class HostMeter;

/// What one attempt adds to the numbers.
struct AttemptSample
{
    Outcome outcome = Outcome::Succeeded;
    qint64 bytes = 0;      ///< of the body
    HostKey host;          ///< of the last hop
    Duration latency{};    ///< request to complete body; zero when nothing was fetched, as the next three
    Duration connecting{}; ///< of the last hop; zero on a connection that was there
    Duration firstByte{};
    Duration body{};
    bool reused = false; ///< the connection had been used before
    QByteArray httpVersion;
    int status = 0;                 ///< 0: no response came
    std::optional<ErrorKind> error; ///< when it failed
    WaitTimes waits;                ///< gap-free, from the end of the attempt before, or the first wait for a place
};

/// What the meter cannot know by itself, read once a second.
struct GaugeReading
{
    int limit = 0;
    int wanted = 0;  ///< in flight, and ready to be
    int waiting = 0; ///< before admission
    int children = 0;
    int disk = 0;
    int backlog = 0;
    double windowLag = 0; ///< ms, worst since the last reading
    WaitTimes waited;     ///< so far, by all jobs, where this meter does not see it: before admission, and Commit
    WaitTimes worked;     ///< CpuRun and Child so far, as the computing threads tell
    int cpuBusy = 0;
    int cpuSlots = 0;
    int cpuQueue = 0;
    int perHost = 0;
    double ratePerSecond = 0; ///< 0 = no limit
    bool moreWaiting = false; ///< jobs wait for one of the limits
    bool paused = false;      ///< by the user, for some of the second
    bool listEnded = false;   ///< as VerdictInput says, like what follows
    bool importing = false;
    bool storeBehind = false;
    qint64 retrying = 0;
    double cores = 0;
    Duration childCpu{};            ///< processor time, so far, of the child processes that live
    std::vector<StepTime> steps{};  ///< of the run so far
    std::vector<HostShare> hosts{}; ///< the busiest few, as they are now
};

/// Counters, histograms and the per-second series of one run, which begins with its construction. Engine thread only;
/// every call but endSecond(), stretch() and summary() is a few additions. No timer of its own: its owner calls
/// endSecond() once a second, and once more at the end of the run.
///
/// Waits come in two ways. Of a second, and of stretch(), they are what jobs spent that time on, finished or not, read
/// from gauges. Of the run, they are those of its attempts, which are exact.
///
/// Cancelled attempts count as attempts and with their bytes and waits, but are neither finished nor failed in the
/// series and have no part in latencies: how long they took says nothing about a server.
class RunMeter
{
public:
    explicit RunMeter(const Clock *clock);
    ~RunMeter();

    void admitted(TimePoint now);     ///< one more in flight
    void left(TimePoint now);         ///< one fewer
    void bytesReceived(qint64 count); ///< as they arrive: for the series. The summary adds up samples
    void attemptEnded(const AttemptSample &sample, TimePoint now);
    void jobEnded(Outcome outcome); ///< a job reached its final state
    void loopLag(Duration lateness);
    /// A job will not be ready before this has passed: Backoff or RetryAfter. Where the user takes jobs back that
    /// pause, the store has fewer that retry than were told of: so many are forgotten with the next second, those due
    /// last.
    void pauses(WaitReason reason, Duration delay);
    /// So many jobs pause since an earlier run; for what reason is not known, and counts as Backoff.
    void pausedBefore(qint64 jobs);
    /// One of these is ready since `due`.
    void earlierPauseEnded(TimePoint due);
    /// What jobs in flight are at.
    WaitGauge &gauge();
    void mark(const QString &what); ///< "limit 32 → 64 (you)": attached to the current second

    int inFlight() const;
    int peakInFlight() const;
    HostMeter &hosts() const; ///< the same attempts by host

    /// Closes the current second and appends it to the ring (at most the last 600 seconds are kept here).
    SeriesPoint endSecond(const GaugeReading &gauges);
    const std::vector<SeriesPoint> &recent() const; ///< oldest first
    Yield lastSecond() const;                       ///< that was closed
    /// What a verdict is drawn from, over the last `span`, for the live verdict: the second that is open, and those
    /// that were ended, but none that began before. The limits are those last read.
    VerdictInput stretch(Duration span) const;

    /// Of the run so far. jobs and rejected are the caller's to fill in. The verdict is judge()'s over the whole
    /// seconds since limits were last changed (where that is hardly anything: before that change), without pauses and
    /// without the end, where fewer than half as many were in flight as before; unless that end was most of it.
    RunSummary summary() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice
