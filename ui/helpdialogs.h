#pragma once

class QWidget;

namespace sluice {

class Actions;

/// Every key that does something.
void showShortcuts(const Actions *actions, QWidget *window);
void showAbout(QWidget *window);

} // namespace sluice
