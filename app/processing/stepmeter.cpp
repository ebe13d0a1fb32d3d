#include "processing/stepmeter.h"

#include <algorithm>

namespace sluice {

namespace {

std::vector<StepTime> labelled(const StepList &steps)
{
    std::vector<StepTime> times;
    times.reserve(steps.size());
    for (const auto &ready : steps) {
        StepTime time;
        const auto kind = ready.step->name();
        time.name = kind;
        time.isolated = ready.isolated;
        for (int number = 2; std::ranges::count(times, time.name, &StepTime::name) > 0; ++number)
            time.name = QStringLiteral("%1 %2").arg(kind).arg(number);
        times.push_back(time);
    }
    return times;
}

} // namespace

void StepMeter::add(const StepList &steps, std::span<const Duration> spent)
{
    const std::lock_guard lock(m_mutex);
    if (m_known != &steps) {
        m_times = labelled(steps);
        m_known = &steps;
    }
    for (size_t i = 0; i < std::min(spent.size(), m_times.size()); ++i) {
        auto &time = m_times[i];
        ++time.runs;
        time.time += spent[i];
        time.longest = std::max(time.longest, spent[i]);
    }
}

std::vector<StepTime> StepMeter::reading() const
{
    const std::lock_guard lock(m_mutex);
    return m_times;
}

} // namespace sluice
