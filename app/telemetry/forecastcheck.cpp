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
    // By the figure that is shown: who reads 90 % finds it in 60..90 %.
    const auto shown = static_cast<double>(percent) / 100;
    const auto text = shown < forecast.low    ? tr("%1 gave %2 %, less than forecast (%3).")
                      : shown > forecast.high ? tr("%1 gave %2 %, more than forecast (%3).")
                                              : tr("%1 gave %2 %, as forecast (%3).");
    return text.arg(changeText(change), gave, gainText(forecast));
}

ForecastCheck::ForecastCheck(const Forecast &forecast, TimePoint now)
    : m_forecast(forecast)
    , m_settled(now + std::max<Duration>(2s, forecast.p90))
    , m_needed(std::max<Duration>(10s, 3 * forecast.p90))
{
}

std::optional<ForecastResult> ForecastCheck::second(TimePoint now, const Yield &yield, bool steady)
{
    if (m_over || now - yield.length < m_settled)
        return std::nullopt;
    if (!steady) {
        m_leftOut += yield.length;
        m_over = m_leftOut > m_needed;
        return std::nullopt;
    }
    m_counted += yield;
    if (m_counted.length < m_needed)
        return std::nullopt;
    m_over = true;
    return ForecastResult{m_forecast.change, m_forecast.gain, m_forecast.before, m_counted.perSecond()};
}

} // namespace sluice
