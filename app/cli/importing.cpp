#include "cli/importing.h"

#include "cli/command.h"
#include "cli/progressprinter.h"

namespace sluice {

Importing::Importing(ProjectStore *store, const QStringList &inputs, const ImportOptions &options,
                     ProgressPrinter *progress)
    : m_import(store), m_inputs(inputs), m_options(options), m_progress(progress)
{
    connect(&m_import, &ListImport::lineRejected, this, [this](const RejectedLine &line) {
        m_progress->clear();
        const auto place = line.place.isEmpty() ? QString::number(line.line) : line.place;
        printError(QStringLiteral("%1:%2: %3").arg(line.source, place, line.reason));
    });
    connect(&m_import, &ListImport::progress, this,
            [this](qint64 rows, double fraction) { m_progress->showImport(m_totals.added + rows, fraction); });
    connect(&m_import, &ListImport::finished, this, &Importing::ended);
}

void Importing::cancel()
{
    m_import.cancel();
}

void Importing::start()
{
    next();
}

void Importing::next()
{
    if (m_inputs.isEmpty()) {
        m_progress->clear();
        Q_EMIT finished(m_totals);
        return;
    }
    m_import.import(ImportSource::of(m_inputs.takeFirst()), m_options);
}

void Importing::ended(const Result<ImportReport> &report)
{
    if (!report) {
        m_progress->clear();
        Q_EMIT finished(report.cancelled() ? Result<ImportTotals>(Cancelled{}) : Result<ImportTotals>(report.error()));
        return;
    }
    m_totals.added += report.value().good;
    m_totals.rejected += report.value().rejected;
    next();
}

} // namespace sluice
