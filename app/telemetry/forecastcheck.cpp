#include "telemetry/forecastcheck.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

using namespace std::chrono_literals;

QString tr(const char *text)
{
    return QCoreApplication::translate("sluice::ForecastCheck", text);
}

} // namespace

QString ForecastResult::sentence() const
{
    const auto percent = std::lround(gain() * 100);
    const auto gave = percent < 0 ? QStringLiteral("\u2212%1").arg(-percent) : QStringLiteral("+%1").arg(percent);
    return tr("%1 gave %2 % (forecast %3).").arg(changeText(change), gave, gainText(forecast));
}

ForecastCheck::ForecastCheck(const Forecast &forecast, TimePoint now)
    : m_forecast(forecast)
    , m_settled(now + std::max<Duration>(2s, forecast.p90))
    , m_needed(std::max<Duration>(10s, 3 * forecast.p90))
{
}

std::optional<ForecastResult> ForecastCheck::second(TimePoint now, qint64 ended, Duration length, bool steady)
{
    if (m_over || now - length < m_settled)
        return std::nullopt;
    if (!steady) {
        m_leftOut += length;
        m_over = m_leftOut > m_needed;
        return std::nullopt;
    }
    m_counted += length;
    m_ended += ended;
    if (m_counted < m_needed)
        return std::nullopt;
    m_over = true;
    return ForecastResult{m_forecast.change, m_forecast.gain, m_forecast.before,
                          static_cast<double>(m_ended) / seconds(m_counted)};
}

} // namespace sluice
