// How long the thread that runs it kept its event loop waiting, as a distribution.
#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QJsonObject>
#include <QTimer>

#include <vector>

namespace sluice::bench {

/// A timer that ought to tick every two milliseconds; a stall is what a tick comes late. Kept twice: as a person
/// feels it, and less the time in which the thread was ready but others had the processor.
class StallLog
{
public:
    StallLog();

    /// Milliseconds since the last call: ticks, p99, max, over16 (ticks later than that), own (the longest, less the
    /// wait for a processor). What was taken stays in whole().
    QJsonObject take();
    QJsonObject whole() const;

private:
    struct Late
    {
        double felt;
        double own;
    };

    static QJsonObject describe(std::vector<Late> ticks);
    void tick();
    double waitedForProcessorMs();

    QFile m_waits; ///< Linux counts them per thread
    QTimer m_timer;
    QElapsedTimer m_sinceTick;
    double m_waited = 0;
    std::vector<Late> m_ticks;
    std::vector<Late> m_taken;
};

} // namespace sluice::bench
