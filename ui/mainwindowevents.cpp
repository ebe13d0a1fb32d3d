// When the window is sampled, when it may close, and what is remembered of it.
#include "ui/actions.h"
#include "ui/jobs/jobspage.h"
#include "ui/mainwindow.h"
#include "ui/project/projectcontroller.h"
#include "ui/recipe/recipecontroller.h"
#include "ui/run/sampler.h"
#include "ui/viewmemory.h"
#include "ui/windowlayout.h"

#include <QCloseEvent>

namespace sluice {

WindowLayout MainWindow::windowLayout()
{
    return {this, m_jobs->across(), m_jobs->down(), m_pages, m_actions->showCharts, m_actions->showDetails};
}

void MainWindow::updateSampling()
{
    m_sampler->setVisible(isVisible() && !isMinimized());
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    updateSampling();
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    updateSampling();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        updateSampling();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_recipe->mayLeave() || (!m_leaving && !m_projects->mayLeave())) {
        event->ignore();
        return;
    }
    m_memory->save();
    windowLayout().save();
    event->accept();
}

} // namespace sluice
