// Changes of limits, their gains and their reason in a few words.
#include "core/humanize.h"
#include "core/safetext.h"
#include "telemetry/verdict.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sluice::LimitChange", text);
}

QString valueText(LimitField field, double value)
{
    const auto &range = limitRange(field);
    if (value == 0 && !range.zeroMeans().isEmpty())
        return range.zeroMeans();
    return range.unit == LimitUnit::PerSecond ? humanRate(value) : humanNumber(value);
}

QString nameOf(LimitField field)
{
    if (field == LimitField::InFlight)
        return tr("In flight");
    if (field == LimitField::PerHost)
        return tr("Per host");
    if (field == LimitField::RatePerSecond)
        return tr("Rate");
    return limitRange(field).label();
}

/// With its sign: "+60", "−10", "+0".
QString signedPercent(double gain)
{
    const auto percent = std::lround(gain * 100);
    return percent < 0 ? QStringLiteral("\u2212%1").arg(-percent) : QStringLiteral("+%1").arg(percent);
}

} // namespace

QString claimOf(const Verdict &verdict)
{
    static const QRegularExpression ends(QStringLiteral("[.:]( |$)"));
    return visibleText(verdict.text.left(verdict.text.indexOf(ends)), 120);
}

QString changeText(const LimitChange &change)
{
    return tr("%1 %2 → %3")
        .arg(nameOf(change.field), valueText(change.field, change.from), valueText(change.field, change.to));
}

QString gainText(const GainRange &gain)
{
    const auto high = gain.low >= 0 ? QString::number(std::lround(gain.high * 100)) : signedPercent(gain.high);
    return tr("%1..%2 %").arg(signedPercent(gain.low), high);
}

} // namespace sluice
