#pragma once

#include <QLineEdit>

namespace sluice {

/// One line to select and copy from. What there is no room for ends in an ellipsis until a person goes into it, and is
/// in the tool tip.
class ValueLine : public QLineEdit
{
    Q_OBJECT

public:
    explicit ValueLine(QWidget *parent);

    /// A line that is safe to show, and what it is called.
    void setValue(const QString &name, const QString &value);
    /// What is seen now.
    QString shownText() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QRect room() const;
};

} // namespace sluice
