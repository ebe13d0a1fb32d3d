// From jobs to a table in a file, with progress, off the calling thread.
#pragma once

#include "core/result.h"
#include "engine/exportcolumns.h"
#include "store/storetypes.h"

#include <QObject>

#include <memory>

namespace sluice {

struct ExportRequest
{
    QString
        fileName; ///< format by suffix: .csv .tsv .jsonl; .html: the report of a run, of which the rest says nothing
    JobFilter filter;
    QStringList columns;         ///< empty: the standard ones, the list's own, those of the steps
    std::optional<qint64> run{}; ///< of a report; none: the last one
};

/// Whether start() is likely to work with this file; nothing is made. An Error of kind Input says why not.
Result<void> checkExportTarget(const QString &fileName);
bool isReport(const QString &fileName);

/// One at a time; made, called and answered on one thread, working on its own. Destroying it cancels and leaves
/// no half file.
class TableExport : public QObject
{
    Q_OBJECT

public:
    explicit TableExport(const QString &projectPath, QObject *parent = nullptr);
    ~TableExport() override;

    void start(const ExportRequest &request);
    void cancel();

Q_SIGNALS:
    void progress(qint64 rows, qint64 total);          ///< at most 10 a second
    void finished(const sluice::Result<qint64> &rows); ///< of a report: how many runs it tells of, one

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice
