#include "ui/recipe/recipecontroller.h"

#include "engine/engine.h"
#include "ui/actions.h"
#include "ui/jobs/jobspanel.h"
#include "ui/jobs/jobtablemodel.h"
#include "ui/jobs/jobtableview.h"
#include "ui/recipe/commandconsent.h"
#include "ui/recipe/recipewindow.h"

#include <QAction>

namespace sluice {

RecipeController::RecipeController(Engine *engine, Actions *actions, JobsPanel *jobs, QWidget *window)
    : QObject(window), m_engine(engine), m_jobs(jobs), m_window(window)
{
    connect(actions->recipe, &QAction::triggered, this, &RecipeController::show);
    connect(actions->start, &QAction::triggered, this, &RecipeController::start);
    connect(jobs, &JobsPanel::currentJobChanged, this, &RecipeController::offerJob);
}

RecipeWindow *RecipeController::show()
{
    if (!m_engine->isOpen())
        return nullptr;
    auto *window = recipeWindow();
    window->show();
    window->raise();
    window->activateWindow();
    return window;
}

bool RecipeController::mayLeave()
{
    return !m_recipe || m_recipe->mayLeave();
}

/// Programs that a recipe starts are started with the person's consent only, whoever wrote the project.
void RecipeController::start()
{
    if (CommandConsent::missingFor(m_engine->options().recipe).isEmpty())
        m_engine->start();
    else
        recipeWindow()->agreeThen(tr("A&llow and start"), [engine = m_engine] { engine->start(); });
}

void RecipeController::offerJob()
{
    if (!m_recipe)
        return;
    const auto current = m_jobs->table()->currentIndex();
    const auto *job = current.isValid() ? m_jobs->model()->rowAt(current.row()) : nullptr;
    m_recipe->offerJob(job ? number(job->id) : 0, job ? job->url : QString());
}

RecipeWindow *RecipeController::recipeWindow()
{
    if (!m_recipe) {
        m_recipe = new RecipeWindow(m_engine, m_window);
        connect(m_recipe, &RecipeWindow::leaveAllowed, this, &RecipeController::leaveAllowed);
        offerJob();
    }
    return m_recipe;
}

} // namespace sluice
