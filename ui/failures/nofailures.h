#pragma once

#include <QFrame>

namespace sluice {

/// What the failures page shows when there are none.
class NoFailures : public QFrame
{
    Q_OBJECT

public:
    explicit NoFailures(QWidget *parent = nullptr);
};

} // namespace sluice
