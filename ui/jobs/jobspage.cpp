#include "ui/jobs/jobspage.h"

#include "ui/actions.h"
#include "ui/charts/chartscolumn.h"
#include "ui/inspector/jobinspector.h"
#include "ui/jobs/jobspanel.h"
#include "ui/jobs/jobtableview.h"
#include "ui/theme/look.h"

#include <QAction>
#include <QSplitter>
#include <QVBoxLayout>

namespace sluice {

JobsPage::JobsPage(const Actions *actions, QWidget *parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_charts(new ChartsColumn(this))
    , m_panel(new JobsPanel(this))
    , m_inspector(new JobInspector(this))
    , m_across(new QSplitter(Qt::Horizontal, this))
    , m_down(new QSplitter(Qt::Vertical, this))
{
    layOut();
    connectParts();
    setFocusProxy(m_panel->table());
}

void JobsPage::layOut()
{
    m_across->addWidget(m_charts);
    m_across->addWidget(m_panel);
    m_across->setStretchFactor(0, 30);
    m_across->setStretchFactor(1, 70);
    m_down->addWidget(m_across);
    m_down->addWidget(m_inspector);
    m_down->setStretchFactor(0, 1);
    m_down->setStretchFactor(1, 0);
    m_charts->setMinimumWidth(300);
    m_panel->setMinimumWidth(420);
    m_charts->setMinimumHeight(120);
    m_across->setMinimumHeight(180);
    m_inspector->setMinimumHeight(164);
    for (auto *splitter : {m_across, m_down}) {
        splitter->setChildrenCollapsible(false);
        splitter->setHandleWidth(metrics::cardPadding);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_down);
}

void JobsPage::connectParts()
{
    connect(m_actions->showCharts, &QAction::toggled, m_charts, &QWidget::setVisible);
    connect(m_actions->showDetails, &QAction::toggled, this, &JobsPage::showInspector);
    connect(m_inspector, &JobInspector::shownJobChanged, this, &JobsPage::showInspector);
    m_inspector->hide();
    connect(m_inspector, &JobInspector::closeRequested, m_actions->showDetails,
            [this] { m_actions->showDetails->setChecked(false); });
    connect(m_panel, &JobsPanel::currentJobChanged, m_inspector, &JobInspector::showJob);
    connect(m_panel->table(), &JobTableView::activatedJob, this, [this] { m_actions->showDetails->setChecked(true); });
}

void JobsPage::setBrowser(JobBrowser *browser)
{
    m_panel->setBrowser(browser);
    m_inspector->setBrowser(browser);
}

void JobsPage::sampled(const Snapshot &snapshot)
{
    m_charts->sampled(snapshot);
    m_panel->sampled(snapshot);
    m_inspector->sampled(snapshot);
}

void JobsPage::showInspector()
{
    m_inspector->setVisible(m_actions->showDetails->isChecked() && m_inspector->shownJob() != 0);
    // It takes room from the table: keep the job in view there.
    QMetaObject::invokeMethod(
        m_panel->table(), [table = m_panel->table()] { table->scrollTo(table->currentIndex()); }, Qt::QueuedConnection);
}

} // namespace sluice
