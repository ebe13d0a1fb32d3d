#include "telemetry/firstanswers.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr qint64 enoughAnswers = 10;

} // namespace

void AnswerPace::add(Duration latency)
{
    *this += {1, latency};
}

AnswerPace &AnswerPace::operator+=(const AnswerPace &other)
{
    if (other.count > 0)
        shortest = count > 0 ? std::min(shortest, other.shortest) : other.shortest;
    count += other.count;
    return *this;
}

void FirstAnswers::add(const HostKey &host, Duration latency, TimePoint now, AnswerPaces *paces)
{
    size_t i = 0;
    while (i < m_known && m_hosts[i].host != host)
        ++i;
    if (i == m_known && m_known < pacedHosts)
        m_hosts[m_known++] = {host, now, {}};
    if (i < m_known && now - latency <= m_hosts[i].firstEnded)
        m_hosts[i].first.add(latency);
    else
        (*paces)[i].add(latency);
}

double FirstAnswers::lineShare(const AnswerPaces &paces) const
{
    double sum = 0;
    double answers = 0;
    for (size_t i = 0; i < paces.size(); ++i) {
        const auto &pace = paces[i];
        answers += static_cast<double>(pace.count);
        if (i >= m_known || pace.count < std::max(enoughAnswers, m_hosts[i].first.count))
            continue;
        const auto longer = pace.shortest - m_hosts[i].first.shortest;
        if (longer > Duration::zero())
            sum += static_cast<double>(pace.count) * (seconds(longer) / seconds(pace.shortest));
    }
    return answers > 0 ? sum / answers : 0;
}

} // namespace sluice
