#include "engine/verdictwatch.h"

#include <QCoreApplication>

#include <algorithm>

namespace sluice {

namespace {

using namespace std::chrono_literals;

constexpr Duration longest = 10s;

QString tr(const char *text)
{
    return QCoreApplication::translate("sluice::VerdictWatch", text);
}

} // namespace

Duration VerdictWatch::stretch(TimePoint now) const
{
    return std::clamp<Duration>(now - m_since, 0s, longest);
}

void VerdictWatch::limitsChanged(TimePoint now)
{
    m_since = now;
    m_steady = SteadyVerdict();
    m_check.reset();
}

void VerdictWatch::expect(const Forecast &forecast, TimePoint now)
{
    m_check.emplace(forecast, now);
    m_checked = changeText(forecast.change);
}

std::optional<QString> VerdictWatch::secondEnded(TimePoint now, qint64 attempts, Duration length, bool steady)
{
    if (!m_check)
        return std::nullopt;
    const auto result = m_check->second(now, attempts, length, steady);
    if (!m_check->isOver())
        return std::nullopt;
    m_check.reset();
    return result ? result->sentence()
                  : tr("What %1 gave cannot be told: too little was waiting to be started.").arg(m_checked);
}

} // namespace sluice
