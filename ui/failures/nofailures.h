#pragma once

#include <QFrame>

class QLabel;

namespace sluice {

class IconLabel;

/// What the failures page shows when there are none.
class NoFailures : public QFrame
{
    Q_OBJECT

public:
    explicit NoFailures(QWidget *parent = nullptr);

    /// Without one there is nothing to be glad of.
    void setAnyRun(bool any);

private:
    IconLabel *m_icon;
    QLabel *m_heading;
    bool m_any = true;
};

} // namespace sluice
