#pragma once

#include <QDoubleSpinBox>

namespace sluice {

/// A field for any number: grouped digits, no trailing zeros, steps that suit the size of the value, and whatever
/// is out of range refused by the field itself. Speaks up when a person is done, not at every key.
class NumberSpin : public QDoubleSpinBox
{
    Q_OBJECT

public:
    explicit NumberSpin(QWidget *parent = nullptr);

    /// Whole numbers have no decimals; others up to three.
    void setWhole(bool whole);

    QString textFromValue(double value) const override;
    double valueFromText(const QString &text) const override;
    void stepBy(int steps) override;

protected:
    void wheelEvent(QWheelEvent *event) override;
};

} // namespace sluice
