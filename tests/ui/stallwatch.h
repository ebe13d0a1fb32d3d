// How long the thread that runs it kept its event loop waiting.
#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

#include <algorithm>

namespace sluice::test {

/// A timer that ought to tick every few milliseconds. A stall is a gap between two ticks, less the time in which the
/// thread was ready but other processes had the processor: that is the machine's load, not our work. QTest::qWait()
/// itself sleeps ten milliseconds at a time, so up to about eight are its own.
class StallWatch
{
public:
    StallWatch()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(tickMs);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { tick(); });
        m_sinceTick.start();
        m_waited = waitedForProcessorMs();
        m_timer.start();
    }

    double longestMs() const { return m_longest; }
    /// Of a named act, for the log: the longest since the last call.
    double takeLongestMs() { return std::exchange(m_longest, 0); }

private:
    static constexpr int tickMs = 2;

    void tick()
    {
        const double waited = waitedForProcessorMs();
        const double gap = static_cast<double>(m_sinceTick.nsecsElapsed()) / 1e6 - tickMs;
        m_longest = std::max(m_longest, gap - (waited - m_waited));
        m_waited = waited;
        m_sinceTick.start();
    }

    /// Linux counts it per thread; elsewhere nothing is subtracted.
    static double waitedForProcessorMs()
    {
        QFile file(QStringLiteral("/proc/thread-self/schedstat"));
        if (!file.open(QIODevice::ReadOnly))
            return 0;
        const auto fields = file.readAll().split(' ');
        return fields.size() > 1 ? static_cast<double>(fields[1].toLongLong()) / 1e6 : 0;
    }

    QTimer m_timer;
    QElapsedTimer m_sinceTick;
    double m_waited = 0;
    double m_longest = 0;
};

} // namespace sluice::test
