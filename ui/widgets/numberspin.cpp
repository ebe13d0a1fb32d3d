#include "ui/widgets/numberspin.h"

#include <QWheelEvent>

#include <cmath>

namespace sluice {

NumberSpin::NumberSpin(QWidget *parent) : QDoubleSpinBox(parent)
{
    setKeyboardTracking(false);
    setAlignment(Qt::AlignRight);
    setGroupSeparatorShown(true);
    setFocusPolicy(Qt::StrongFocus);
    setCorrectionMode(QAbstractSpinBox::CorrectToNearestValue);
}

void NumberSpin::setWhole(bool whole)
{
    setDecimals(whole ? 0 : 3);
}

QString NumberSpin::textFromValue(double value) const
{
    auto text = QDoubleSpinBox::textFromValue(value);
    const auto point = locale().decimalPoint();
    if (decimals() > 0 && text.contains(point)) {
        while (text.endsWith(locale().zeroDigit()))
            text.chop(1);
        if (text.endsWith(point))
            text.chop(point.size());
    }
    return text;
}

double NumberSpin::valueFromText(const QString &text) const
{
    if (!specialValueText().isEmpty() && text == specialValueText())
        return minimum();
    return QDoubleSpinBox::valueFromText(text);
}

void NumberSpin::stepBy(int steps)
{
    // From 1 to 10 by ones, then by a tenth of the power of ten below: 64 → 65, 640 → 650, 0.5 → 0.6.
    const auto size = std::max(std::abs(value()) + (steps < 0 ? -1e-9 : 0), 1e-3);
    const auto power = std::pow(10.0, std::floor(std::log10(size)) - 1);
    const auto smallest = std::pow(10.0, -decimals());
    setSingleStep(std::max(power, smallest));
    QDoubleSpinBox::stepBy(steps);
}

void NumberSpin::wheelEvent(QWheelEvent *event)
{
    // Scrolling a page of settings must not change the one that passes under the pointer.
    if (hasFocus())
        QDoubleSpinBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace sluice
