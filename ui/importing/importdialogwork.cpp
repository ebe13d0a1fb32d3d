// What the import dialog does; importdialog.cpp builds it.
#include "core/humanize.h"
#include "core/safetext.h"
#include "ui/importing/importdialog.h"
#include "ui/importing/importqueue.h"
#include "ui/importing/rejectedmodel.h"
#include "ui/widgets/messagebar.h"
#include "ui/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>

namespace sluice {

QList<ImportSource> ImportDialog::sources() const
{
    if (m_text)
        return {{ImportSource::Kind::Text, m_text->toPlainText()}};
    return m_sources;
}

ImportOptions ImportDialog::options() const
{
    return {m_column->currentData().toString(), m_skip->isChecked()};
}

void ImportDialog::scan()
{
    if (m_importing)
        return;
    m_scanDelay.stop();
    m_add->setEnabled(false);
    m_progress->show();
    m_progress->setRange(0, 0);
    m_sinceBegun.start();
    m_queue->scan(sources(), options());
}

void ImportDialog::import()
{
    setImporting(true);
    m_sinceBegun.start();
    m_queue->import(sources(), options());
}

void ImportDialog::cancel()
{
    if (m_importing)
        m_queue->cancel(); // answers with finished()
    else
        reject();
}

void ImportDialog::take(const ImportReport &report, const QString &error, bool cancelled)
{
    m_progress->hide();
    m_progressText->clear();
    if (!m_importing) {
        if (!error.isEmpty())
            m_messages->showTrouble(error);
        else
            m_messages->hide();
        showScan(report);
        return;
    }
    setImporting(false);
    if (error.isEmpty() && !cancelled) {
        Q_EMIT imported(report);
        accept();
        return;
    }
    const auto added = tr("Added: %1.").arg(jobCount(report.good));
    m_messages->showTrouble(cancelled ? tr("Stopped on your wish. %1").arg(added) : error + u' ' + added);
    scan();
}

void ImportDialog::showScan(const ImportReport &report)
{
    m_report = report;
    const bool skipping = m_skip->isChecked();
    m_good->setText(tr("%1 good").arg(humanCount(report.good)));
    const auto duplicates =
        report.duplicates == 1 ? tr("1 duplicate") : tr("%1 duplicates").arg(humanCount(report.duplicates));
    m_duplicates->setText(skipping ? tr("%1 left out").arg(duplicates) : tr("of them %1").arg(duplicates));
    m_bad->setText(tr("%1 bad").arg(humanCount(report.rejected)));
    m_preview->clear();
    for (const auto &address : report.firstGood)
        m_preview->addItem(visibleText(address));
    if (report.good > report.firstGood.size())
        m_preview->addItem(tr("… and %1 more").arg(humanCount(report.good - report.firstGood.size())));
    m_rejectedModel->setLines(report.firstRejected);
    offerColumns(report.columns);
    m_add->setText(tr("&Add %1").arg(jobCount(report.good)));
    m_add->setEnabled(report.good > 0);
}

void ImportDialog::setImporting(bool importing)
{
    m_importing = importing;
    m_progress->setVisible(importing);
    m_progress->setRange(0, 0);
    m_add->setEnabled(!importing);
    m_skip->setEnabled(!importing);
    m_column->setEnabled(!importing);
    if (m_text)
        m_text->setReadOnly(importing);
}

void ImportDialog::offerColumns(const QStringList &columns)
{
    // The report leaves out the one in use, so what was offered once stays.
    for (const auto &column : columns) {
        if (m_column->findData(column) < 0)
            m_column->addItem(visibleText(column, 40), column);
    }
    const bool choice = m_column->count() > 1;
    m_column->setVisible(choice);
    m_columnLabel->setVisible(choice);
}

} // namespace sluice
