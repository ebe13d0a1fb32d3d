#include "limits/limitranges.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace sluice {

namespace {

constexpr char context[] = "sluice::LimitRange";

QString tr(const char *text)
{
    return text ? QCoreApplication::translate(context, text) : QString();
}

QString spelled(const LimitRange &range, double value)
{
    const auto format = std::abs(value) < 1e16 ? 'f' : 'g'; // nobody reads 300 digits
    const auto number = QLocale().toString(value, format, QLocale::FloatingPointShortest);
    const auto unit = range.unitText();
    return unit.isEmpty() ? number : number + QLatin1Char(' ') + unit;
}

// The number a member holds, in the unit of its field.
double toNumber(int value)
{
    return value;
}
double toNumber(double value)
{
    return value;
}
double toNumber(Duration value)
{
    return seconds(value);
}
double toNumber(qint64 value)
{
    return static_cast<double>(value);
}

void assign(int *member, double value)
{
    *member = static_cast<int>(value);
}
void assign(double *member, double value)
{
    *member = value;
}
void assign(Duration *member, double value)
{
    *member = Duration(std::llround(value * 1e6));
}
void assign(qint64 *member, double value)
{
    *member = static_cast<qint64>(value);
}

} // namespace

QString LimitRange::label() const
{
    return tr(labelText);
}

QString LimitRange::sentence() const
{
    return tr(sentenceText);
}

QString LimitRange::zeroMeans() const
{
    return tr(zeroText);
}

QString LimitRange::unitText() const
{
    switch (unit) {
    case LimitUnit::Count:
        return {};
    case LimitUnit::PerSecond:
        return tr(QT_TRANSLATE_NOOP("sluice::LimitRange", "per second"));
    case LimitUnit::Seconds:
        return tr(QT_TRANSLATE_NOOP("sluice::LimitRange", "s"));
    case LimitUnit::Bytes:
        return tr(QT_TRANSLATE_NOOP("sluice::LimitRange", "bytes"));
    }
    Q_UNREACHABLE();
}

double LimitRange::fallback() const
{
    return valueIn(LimitProfile());
}

bool LimitRange::isWhole() const
{
    return unit == LimitUnit::Count || unit == LimitUnit::Bytes;
}

bool LimitRange::allows(double value) const
{
    if (zeroText && value == 0)
        return true;
    return value >= minimum && value <= maximum && (!isWhole() || value == std::floor(value));
}

QString LimitRange::problem(double value) const
{
    if (allows(value))
        return {};
    const auto start =
        tr(QT_TRANSLATE_NOOP("sluice::LimitRange", "%1 (%2) is %3")).arg(label(), QString(key), spelled(*this, value));
    if (value >= minimum && value <= maximum)
        return tr(QT_TRANSLATE_NOOP("sluice::LimitRange", "%1; it must be a whole number.")).arg(start);
    if (!zeroText)
        return tr(QT_TRANSLATE_NOOP("sluice::LimitRange", "%1; it must be from %2 to %3."))
            .arg(start, spelled(*this, minimum), spelled(*this, maximum));
    return tr(QT_TRANSLATE_NOOP("sluice::LimitRange", "%1; it must be from %2 to %3, or 0 for: %4."))
        .arg(start, spelled(*this, minimum), spelled(*this, maximum), zeroMeans());
}

double LimitRange::valueIn(const LimitProfile &profile) const
{
    return std::visit([&profile](auto place) { return toNumber(profile.*place); }, member);
}

void LimitRange::setValueIn(LimitProfile *profile, double value) const
{
    Q_ASSERT(allows(value));
    std::visit([profile, value](auto place) { assign(&(profile->*place), value); }, member);
}

} // namespace sluice
