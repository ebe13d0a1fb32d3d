#pragma once

#include <QList>

class QAction;
class QWidget;

namespace sluice {

class Actions;

/// Every key that does something; `onHosts` do so on that page.
void showShortcuts(const Actions *actions, const QList<QAction *> &onHosts, QWidget *window);
void showAbout(QWidget *window);

} // namespace sluice
