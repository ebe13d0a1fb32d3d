#include "bench/window/stalllog.h"

#include <algorithm>
#include <utility>

namespace sluice::bench {

constexpr int tickMs = 2;

StallLog::StallLog() : m_waits(QStringLiteral("/proc/thread-self/schedstat"))
{
    if (!m_waits.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        qFatal("This system does not count how long a thread waits for a processor.");
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { tick(); });
    m_sinceTick.start();
    m_waited = waitedForProcessorMs();
    m_timer.start(tickMs);
}

QJsonObject StallLog::take()
{
    m_taken.insert(m_taken.end(), m_ticks.begin(), m_ticks.end());
    return describe(std::exchange(m_ticks, {}));
}

QJsonObject StallLog::whole() const
{
    auto all = m_taken;
    all.insert(all.end(), m_ticks.begin(), m_ticks.end());
    return describe(std::move(all));
}

QJsonObject StallLog::describe(std::vector<Late> ticks)
{
    if (ticks.empty())
        return {};
    const auto byFelt = [](const Late &a, const Late &b) {
        return a.felt < b.felt;
    };
    const auto byOwn = [](const Late &a, const Late &b) {
        return a.own < b.own;
    };
    std::sort(ticks.begin(), ticks.end(), byFelt);
    const auto later = std::count_if(ticks.begin(), ticks.end(), [](const Late &late) { return late.felt > 16; });
    return {{QStringLiteral("ticks"), static_cast<qint64>(ticks.size())},
            {QStringLiteral("p99"), ticks[ticks.size() * 99 / 100].felt},
            {QStringLiteral("max"), ticks.back().felt},
            {QStringLiteral("over16"), static_cast<qint64>(later)},
            {QStringLiteral("own"), std::max_element(ticks.begin(), ticks.end(), byOwn)->own}};
}

void StallLog::tick()
{
    const double waited = waitedForProcessorMs();
    const double felt = std::max(0.0, static_cast<double>(m_sinceTick.nsecsElapsed()) / 1e6 - tickMs);
    m_ticks.push_back({felt, std::max(0.0, felt - (waited - m_waited))});
    m_waited = waited;
    m_sinceTick.start();
}

double StallLog::waitedForProcessorMs()
{
    m_waits.seek(0);
    const auto fields = m_waits.read(64).split(' ');
    return fields.size() > 1 ? static_cast<double>(fields[1].toLongLong()) / 1e6 : 0;
}

} // namespace sluice::bench
