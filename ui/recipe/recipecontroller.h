#pragma once

#include <QObject>

class QWidget;

namespace sluice {

class Actions;
class Engine;
class JobsPanel;
class RecipeWindow;

/// Where the recipe meets the main window: its action, the job that is selected, the start of a run whose recipe needs
/// a person's consent, and what is not applied yet when the window closes.
class RecipeController : public QObject
{
    Q_OBJECT

public:
    /// `window` becomes the parent of the recipe's window.
    RecipeController(Engine *engine, Actions *actions, JobsPanel *jobs, QWidget *window);

    /// Null when no project is open.
    RecipeWindow *show();
    /// Whether the main window may close at once. If not, the person is asked, and leaveAllowed() may follow.
    bool mayLeave();

Q_SIGNALS:
    void leaveAllowed();

private:
    void start();
    void offerJob();
    RecipeWindow *recipeWindow();

    Engine *m_engine;
    JobsPanel *m_jobs;
    QWidget *m_window;
    RecipeWindow *m_recipe = nullptr; ///< made when it is first asked for
};

} // namespace sluice
