#include "core/humanize.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sluice::humanize", text);
}

QString trimmed(double value, int decimals)
{
    QLocale locale;
    auto text = locale.toString(value, 'f', decimals);
    if (decimals == 0)
        return text;
    while (text.endsWith(locale.zeroDigit()))
        text.chop(locale.zeroDigit().size());
    if (text.endsWith(locale.decimalPoint()))
        text.chop(locale.decimalPoint().size());
    return text;
}

QString twoParts(qint64 total, qint64 perBig, const char *pattern)
{
    return tr(pattern).arg(humanCount(total / perBig)).arg(total % perBig);
}

QString withByteUnit(double value)
{
    static constexpr std::array units{"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    size_t unit = 0;
    while (std::abs(value) >= 999.5 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    return humanNumber(value) + QLatin1Char(' ') + QLatin1StringView(units[unit]);
}

} // namespace

QString humanNumber(double value)
{
    const auto size = std::abs(value);
    if (size >= 99.95)
        return trimmed(value, 0);
    if (size >= 0.995)
        return trimmed(value, 1);
    return trimmed(value, 2);
}

QString humanDuration(Duration span)
{
    if (span < Duration::zero())
        return QLocale().negativeSign() + humanDuration(-span);
    const auto micros = span.count();
    if (micros == 0)
        return tr("%1 s").arg(0);
    if (micros < 1000)
        return tr("%1 µs").arg(micros);
    if (micros < 999'500)
        return tr("%1 ms").arg(micros < 9'950 ? humanNumber(micros / 1e3) : humanCount(std::llround(micros / 1e3)));
    if (micros < 9'950'000)
        return tr("%1 s").arg(humanNumber(micros / 1e6));
    const auto wholeSeconds = std::llround(micros / 1e6);
    if (wholeSeconds < 60)
        return tr("%1 s").arg(wholeSeconds);
    if (wholeSeconds < 3600)
        return twoParts(wholeSeconds, 60, "%1 min %2 s");
    const auto minutes = std::llround(static_cast<double>(wholeSeconds) / 60);
    if (minutes < 24 * 60)
        return twoParts(minutes, 60, "%1 h %2 min");
    return twoParts(std::llround(static_cast<double>(minutes) / 60), 24, "%1 d %2 h");
}

QString humanBytes(qint64 bytes)
{
    return withByteUnit(static_cast<double>(bytes));
}

QString humanByteRate(double bytesPerSecond)
{
    return tr("%1/s").arg(withByteUnit(bytesPerSecond));
}

QString humanRate(double perSecond)
{
    return tr("%1/s").arg(humanNumber(perSecond));
}

QString humanCount(qint64 count)
{
    return QLocale().toString(count);
}

QString humanPercent(double share)
{
    auto percent = std::lround(share * 100);
    if (share > 0 && percent == 0)
        return tr("under %1 %").arg(1);
    if (share < 1 && percent == 100)
        percent = 99;
    return tr("%1 %").arg(percent);
}

} // namespace sluice
