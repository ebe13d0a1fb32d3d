// From jobs to a table in a file, with progress, off the calling thread.
#pragma once

#include "core/result.h"
#include "store/storetypes.h"

#include <QObject>

#include <memory>

namespace sluice {

/// The columns every export begins with, in order: id url state status attempts bytes seconds started final_url
/// content_type error_kind error path.
QStringList standardExportColumns();

struct ExportRequest
{
    QString fileName;    ///< format by suffix: .csv .tsv .jsonl
    JobFilter filter;
    QStringList columns; ///< empty: the standard ones, the list's own, those of the steps
};

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
    void progress(qint64 rows, qint64 total); ///< at most 10 a second
    void finished(const sluice::Result<qint64> &rows);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// "state=failed", "error_kind=dns", "host=https://example.org", "status=404", "text=abc", several joined by commas
/// (states by "|"). Errors name what is possible.
Result<JobFilter> parseWhere(QStringView text);

} // namespace sluice
