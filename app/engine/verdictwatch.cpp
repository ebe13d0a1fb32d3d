#include "engine/verdictwatch.h"

#include <QCoreApplication>

#include <algorithm>

namespace sluice {

namespace {

using namespace std::chrono_literals;

constexpr Duration longest = 10s;
constexpr Duration enough = 3s;
constexpr size_t keptSeconds = 30;

QString tr(const char *text)
{
    return QCoreApplication::translate("sluice::VerdictWatch", text);
}

} // namespace

Duration VerdictWatch::stretch(TimePoint now) const
{
    return std::clamp<Duration>(now - m_lookFrom, 0s, longest);
}

void VerdictWatch::limitsChanged(TimePoint now)
{
    m_before = throughput();
    m_seconds.clear();
    m_since = m_lookFrom = now;
    m_steady = SteadyVerdict();
    m_check.reset();
}

/// Attempts per second, from when the first ones may have ended.
std::optional<double> VerdictWatch::throughput() const
{
    const auto settled = m_since + m_steady.shown().each;
    Yield sum;
    for (const auto &second : m_seconds) {
        if (second.begun < settled)
            continue;
        sum += second.yield;
    }
    return sum.length >= enough ? std::optional(sum.perSecond()) : std::nullopt;
}

void VerdictWatch::expect(const Verdict &verdict, TimePoint now)
{
    if (!verdict.change || !verdict.gain)
        return;
    m_check.emplace(Forecast{*verdict.change, *verdict.gain, m_before.value_or(verdict.perSecond), verdict.each}, now);
    m_checked = changeText(*verdict.change);
}

std::optional<QString> VerdictWatch::secondEnded(TimePoint now, const Yield &yield, bool steady)
{
    if (steady)
        m_seconds.push_back({now - yield.length, yield});
    if (m_seconds.size() > keptSeconds)
        m_seconds.pop_front();
    if (!m_check)
        return std::nullopt;
    const auto result = m_check->second(now, yield, steady);
    if (!m_check->isOver())
        return std::nullopt;
    m_check.reset();
    return result ? result->sentence()
                  : tr("What %1 gave cannot be told: too little was waiting to be started.").arg(m_checked);
}

} // namespace sluice
