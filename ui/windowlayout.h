#pragma once

class QAction;
class QMainWindow;
class QSplitter;

namespace sluice {

class PageStack;

/// The parts of a window whose place and size are remembered for the next start, over all projects.
struct WindowLayout
{
    QMainWindow *window;
    QSplitter *across;
    QSplitter *down;
    PageStack *pages;
    QAction *showCharts;
    QAction *showDetails;

    void restore() const;
    void save() const;
};

} // namespace sluice
