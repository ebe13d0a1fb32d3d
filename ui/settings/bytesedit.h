#pragma once

#include <QWidget>

class QComboBox;

namespace sluice {

class NumberSpin;

/// A number of bytes, entered in a unit that suits it.
class BytesEdit : public QWidget
{
    Q_OBJECT

public:
    explicit BytesEdit(QWidget *parent = nullptr);

    /// "64 MiB": as the field shows it.
    static QString text(qint64 bytes);

    qint64 value() const;
    void setValue(qint64 bytes);

Q_SIGNALS:
    void valueChanged();

private:
    NumberSpin *m_number;
    QComboBox *m_unit;
};

} // namespace sluice
