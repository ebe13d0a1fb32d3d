#pragma once

#include "engine/runstate.h"

#include <QFrame>

class QPushButton;
class QToolButton;

namespace sluice {

class Actions;
class Engine;
class LimitControls;
struct Snapshot;

/// The bar at the top: actions at the left, live limits in the middle, results at the right.
class RunToolBar : public QFrame
{
    Q_OBJECT

public:
    RunToolBar(Engine *engine, Actions *actions, QWidget *parent = nullptr);

    void sampled(const Snapshot &snapshot);
    const LimitControls *limits() const { return m_limits; }

private:
    QToolButton *menuButton(const QString &text, QLatin1StringView iconName, const QList<QAction *> &actions);
    void showPrimary(const Snapshot &snapshot);

    Actions *m_actions;
    LimitControls *m_limits;
    QPushButton *m_primary;
    QAction *m_primaryAction = nullptr;
    QToolButton *m_stop;
};

} // namespace sluice
