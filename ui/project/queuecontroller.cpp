#include "ui/project/queuecontroller.h"

#include "core/humanize.h"
#include "engine/engine.h"
#include "ui/actions.h"
#include "ui/exporting/exportdialog.h"
#include "ui/importing/importdialog.h"
#include "ui/jobs/jobspanel.h"
#include "ui/widgets/messagebar.h"
#include "ui/words.h"

#include <QAction>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QStandardPaths>
#include <QUrl>

namespace sluice {

QueueController::QueueController(Engine *engine, Actions *actions, JobsPanel *jobs, MessageBar *messages,
                                 QWidget *window)
    : QObject(window), m_engine(engine), m_jobs(jobs), m_messages(messages), m_window(window)
{
    connect(actions->pasteAddresses, &QAction::triggered, this, [this] { add({}); });
    connect(actions->openList, &QAction::triggered, this, &QueueController::chooseList);
    connect(actions->addFiles, &QAction::triggered, this, &QueueController::chooseFiles);
    connect(actions->addFolder, &QAction::triggered, this, &QueueController::chooseFolder);
    connect(actions->exportTable, &QAction::triggered, this,
            [this] { exportJobs(m_jobs->filter(), m_jobs->shownCount()); });
    connect(actions->retryFailed, &QAction::triggered, this, [this] {
        JobFilter failed;
        failed.states = {JobState::Failed};
        requeueNow(failed);
    });
    connect(actions->cancelQueued, &QAction::triggered, this, [this] {
        const auto counts = m_engine->snapshot().counts;
        JobFilter waiting;
        waiting.states = {JobState::Queued, JobState::Retrying};
        cancel(waiting, counts.of(JobState::Queued) + counts.of(JobState::Retrying));
    });
    connect(jobs, &JobsPanel::requeueRequested, this, &QueueController::requeue);
    connect(jobs, &JobsPanel::cancelRequested, this, &QueueController::cancel);
}

void QueueController::add(const QList<ImportSource> &sources)
{
    if (!m_engine->isOpen())
        return;
    auto *dialog = new ImportDialog(m_engine->store(), sources, m_window);
    // It writes to the project it was opened for.
    connect(m_engine, &Engine::projectChanged, dialog, &QWidget::close);
    connect(dialog, &ImportDialog::imported, this, [this](const ImportReport &report) {
        m_messages->showNotice(
            report.rejected > 0
                ? tr("Added: %1. Bad lines left out: %2.").arg(jobCount(report.good), humanCount(report.rejected))
                : tr("Added: %1.").arg(jobCount(report.good)));
        Q_EMIT queueChanged();
    });
    dialog->open();
}

QList<ImportSource> QueueController::sourcesFrom(const QMimeData *data)
{
    QList<ImportSource> sources;
    QStringList addresses;
    for (const auto &url : data->urls()) {
        if (url.isLocalFile())
            sources.append(ImportSource::of(url.toLocalFile()));
        else
            addresses.append(url.toString());
    }
    if (!addresses.isEmpty())
        sources.append({ImportSource::Kind::Text, addresses.join(u'\n')});
    if (sources.isEmpty() && data->hasText() && !data->text().trimmed().isEmpty())
        sources.append({ImportSource::Kind::Text, data->text()});
    return sources;
}

void QueueController::chooseList()
{
    auto *dialog = new QFileDialog(m_window, tr("Open a list of addresses"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Lists (*.txt *.csv *.tsv *.jsonl *.xml *.gz *.zst)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &names) {
        QList<ImportSource> sources;
        for (const auto &name : names)
            sources.append({ImportSource::Kind::ListFile, name});
        add(sources);
    });
    dialog->open();
}

void QueueController::chooseFiles()
{
    auto *dialog = new QFileDialog(m_window, tr("Files to process"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &names) {
        QList<ImportSource> sources;
        for (const auto &name : names)
            sources.append({ImportSource::Kind::Address, name});
        add(sources);
    });
    dialog->open();
}

void QueueController::chooseFolder()
{
    auto *dialog = new QFileDialog(m_window, tr("A folder to process"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) {
        add({{ImportSource::Kind::Folder, folder}});
    });
    dialog->open();
}

void QueueController::requeue(const JobFilter &filter, qint64 count)
{
    if (count <= 1) {
        requeueNow(filter);
        return;
    }
    ask(tr("Try %1 jobs again?").arg(humanCount(count)),
        tr("Those that are finished go back to the queue; the results of their earlier attempts stay in the project."),
        tr("&Try %1 again").arg(humanCount(count)), [this, filter] { requeueNow(filter); });
}

void QueueController::requeueNow(const JobFilter &filter)
{
    const auto changed = m_engine->requeue(filter);
    if (changed.failed())
        m_messages->showTrouble(changed.error().message);
    else if (changed)
        m_messages->showNotice(tr("Queued again: %1.").arg(jobCount(changed.value())));
    Q_EMIT queueChanged();
}

void QueueController::cancel(const JobFilter &filter, qint64 count)
{
    if (count <= 1) {
        cancelNow(filter);
        return;
    }
    ask(tr("Cancel %1 jobs?").arg(humanCount(count)),
        tr("They are not fetched. Select them under Cancelled and choose Try again to bring them back."),
        tr("&Cancel %1 jobs").arg(humanCount(count)), [this, filter] { cancelNow(filter); });
}

void QueueController::cancelNow(const JobFilter &filter)
{
    const auto changed = m_engine->cancelJobs(filter);
    if (changed.failed())
        m_messages->showTrouble(changed.error().message);
    else if (changed)
        m_messages->showNotice(tr("Cancelled: %1.").arg(jobCount(changed.value())));
    Q_EMIT queueChanged();
}

void QueueController::exportJobs(const JobFilter &filter, qint64 count)
{
    if (!m_engine->isOpen())
        return;
    const auto folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const auto name = m_engine->isTemporary() ? tr("results") : QFileInfo(m_engine->projectPath()).completeBaseName();
    ExportOffer offer{.projectPath = m_engine->projectPath(),
                      .filter = filter,
                      .shown = count,
                      .total = m_engine->snapshot().counts.total(),
                      .listColumns = m_jobs->listColumns(),
                      .stepColumns = m_jobs->stepColumns(),
                      .fileName = QDir(folder).filePath(name + QStringLiteral(".csv"))};
    auto *dialog = new ExportDialog(offer, m_window);
    connect(dialog, &ExportDialog::exported, this, [this](const QString &fileName, qint64 rows) {
        const auto place = QDir::toNativeSeparators(fileName);
        m_messages->showNotice(isReport(fileName) ? tr("The report is in %1.").arg(place)
                                                  : tr("%1 rows written to %2.").arg(humanCount(rows), place),
                               {tr("Open its folder"), [fileName] {
                                    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(fileName).absolutePath()));
                                }});
    });
    connect(m_engine, &Engine::projectChanged, dialog, &QWidget::close);
    dialog->open();
}

void QueueController::ask(const QString &question, const QString &explanation, const QString &verb,
                          std::function<void()> act)
{
    auto *box = new QMessageBox(m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Sluice"));
    box->setText(question);
    box->setInformativeText(explanation);
    auto *yes = box->addButton(verb, QMessageBox::AcceptRole);
    box->addButton(tr("Leave it"), QMessageBox::RejectRole);
    box->setDefaultButton(yes);
    connect(box, &QMessageBox::finished, this, [box, yes, act = std::move(act)] {
        if (box->clickedButton() == yes)
            act();
    });
    box->open();
}

} // namespace sluice
