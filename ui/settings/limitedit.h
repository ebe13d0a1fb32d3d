#pragma once

#include "limits/limitranges.h"

#include <QWidget>

namespace sluice {

class BytesEdit;
class FieldRow;
class NumberSpin;

/// One field of the limits, made from its entry in the table of ranges: unit, range, default and sentence.
class LimitEdit : public QWidget
{
    Q_OBJECT

public:
    LimitEdit(LimitField field, QWidget *parent);

    void load(const LimitProfile &limits);
    /// Only when there is no problem().
    void save(LimitProfile *limits) const;
    QString problem() const;

Q_SIGNALS:
    void changed();

private:
    double value() const;
    void noteChange();

    const LimitRange &m_range;
    double m_loaded = 0; ///< what could not be shown exactly is not changed by showing it
    double m_shown = 0;
    NumberSpin *m_number = nullptr;
    BytesEdit *m_bytes = nullptr;
    FieldRow *m_row;
};

} // namespace sluice
