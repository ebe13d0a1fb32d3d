#pragma once

#include <QObject>

class QAction;
class QMenuBar;
class QMenu;

namespace sluice {

class Theme;

/// Every act the window offers by menu, button or key: made in one place, so that they carry the same name, icon
/// and shortcut everywhere.
class Actions : public QObject
{
    Q_OBJECT

public:
    explicit Actions(QObject *parent);

    void fillMenuBar(QMenuBar *bar, Theme *theme);
    /// The window's pages, at the top of the menu View.
    void addPages(const QList<QAction *> &pages);

    QAction *newProject;
    QAction *openProject;
    QMenu *recentProjects = nullptr; ///< filled by its owner; made with the menu bar
    QAction *saveProjectAs;
    QAction *recipe;
    QAction *settings;
    QAction *quit;

    QAction *pasteAddresses;
    QAction *openList;
    QAction *addFiles;
    QAction *addFolder;
    QAction *retryFailed;
    QAction *cancelQueued;
    QAction *exportTable;

    QAction *start; ///< start, or go on
    QAction *pause;
    QAction *drain;
    QAction *stop;

    QAction *find;
    QAction *showCharts;
    QAction *showDetails;
    QAction *timeBack; ///< a second
    QAction *timeForward;
    QAction *timeEnd;
    QAction *compareRuns;

    QAction *startPractice;
    QAction *fillSmall;
    QAction *fillLarge;

    QAction *shortcuts;
    QAction *about;

private:
    QAction *make(const QString &text, const char *iconName, const QKeySequence &keys, const QString &tip);
    void addThemeMenu(QMenu *menu, Theme *theme);

    QMenu *m_view = nullptr;
};

} // namespace sluice
