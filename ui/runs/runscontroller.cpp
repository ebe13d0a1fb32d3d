#include "ui/runs/runscontroller.h"

#include "engine/engine.h"
#include "engine/tableexport.h"
#include "ui/actions.h"
#include "ui/runs/comparedialog.h"
#include "ui/runs/runhistory.h"
#include "ui/runs/timebar.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUrl>

namespace sluice {

RunsController::RunsController(Engine *engine, Actions *actions, MessageBar *messages, QWidget *window)
    : QObject(window)
    , m_engine(engine)
    , m_actions(actions)
    , m_messages(messages)
    , m_window(window)
    , m_history(new RunHistory(this))
    , m_bar(new TimeBar(m_history, window))
{
    connect(actions->timeBack, &QAction::triggered, this, [this] { m_bar->step(-1); });
    connect(actions->timeForward, &QAction::triggered, this, [this] { m_bar->step(1); });
    connect(actions->timeEnd, &QAction::triggered, m_bar, &TimeBar::backToPresent);
    connect(actions->compareRuns, &QAction::triggered, this, &RunsController::showComparison);
    connect(m_bar, &TimeBar::compareRequested, this, &RunsController::showComparison);
    connect(m_bar, &TimeBar::reportRequested, this, &RunsController::chooseReport);
    connect(m_history, &RunHistory::momentChanged, this, [this] {
        m_actions->timeEnd->setEnabled(m_history->moment().has_value());
        Q_EMIT looked();
    });
    connect(m_history, &RunHistory::countsKnown, this, &RunsController::looked);
    connect(m_history, &RunHistory::seriesChanged, this, &RunsController::looked);
    connect(m_history, &RunHistory::runsChanged, this,
            [this] { m_actions->compareRuns->setEnabled(!m_history->runs().empty()); });
    actions->timeEnd->setEnabled(false); // Escape means other things elsewhere
    actions->compareRuns->setEnabled(false);
}

RunsController::~RunsController() = default;

void RunsController::setBrowser(JobBrowser *browser)
{
    m_report.reset();
    m_history->setBrowser(browser);
}

Snapshot RunsController::sampled(const Snapshot &live)
{
    m_history->sampled(live);
    m_bar->sampled(live);
    const bool rests = live.state == RunState::Idle || live.state == RunState::Paused;
    m_actions->timeBack->setEnabled(rests && !m_history->series().empty());
    m_actions->timeForward->setEnabled(rests && m_history->moment().has_value());
    return m_history->dressed(live);
}

CompareDialog *RunsController::showComparison()
{
    if (!m_engine->isOpen() || m_history->runs().empty())
        return nullptr;
    auto *dialog = new CompareDialog(m_engine->projectPath(), m_history->runs(), m_window);
    connect(dialog, &CompareDialog::compared, this, &RunsController::compared);
    connect(dialog, &QDialog::finished, this, &RunsController::comparisonEnded);
    connect(m_engine, &Engine::projectChanged, dialog, &QWidget::close);
    dialog->show();
    return dialog;
}

void RunsController::chooseReport()
{
    const auto *run = m_history->shownRun();
    if (!run)
        return;
    const auto folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const auto name = m_engine->isTemporary() ? tr("results") : QFileInfo(m_engine->projectPath()).completeBaseName();
    auto *dialog = new QFileDialog(m_window, tr("Write the report as"), folder, tr("Pages (*.html)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("html"));
    dialog->selectFile(QStringLiteral("%1-%2.html").arg(name).arg(run->id));
    connect(dialog, &QFileDialog::fileSelected, this, &RunsController::writeReport);
    dialog->open();
}

void RunsController::writeReport(const QString &fileName)
{
    const auto *run = m_history->shownRun();
    if (!run)
        return;
    m_report = std::make_unique<TableExport>(m_engine->projectPath());
    connect(m_report.get(), &TableExport::finished, this, [this, fileName](const Result<qint64> &written) {
        if (written.failed())
            m_messages->showTrouble(written.error().message);
        else
            m_messages->showNotice(tr("The report is in %1.").arg(QDir::toNativeSeparators(fileName)),
                                   {tr("Open it"), [fileName] {
                                        QDesktopServices::openUrl(QUrl::fromLocalFile(fileName));
                                    }});
    });
    m_report->start({fileName, {}, {}, run->id});
}

} // namespace sluice
