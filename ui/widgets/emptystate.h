#pragma once

#include <QFrame>

class QAction;

namespace sluice {

/// What an empty project shows: what can be done first, in one sentence and three buttons.
class EmptyState : public QFrame
{
    Q_OBJECT

public:
    EmptyState(QAction *paste, QAction *openList, QAction *practice, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace sluice
