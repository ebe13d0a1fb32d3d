// Several inputs into the open project, one after the other.
#pragma once

#include "core/result.h"
#include "engine/listimport.h"

#include <QObject>

namespace sluice {

class ProgressPrinter;

struct ImportTotals
{
    qint64 added = 0;
    qint64 rejected = 0;
};

/// Prints each bad line to stderr as INPUT:LINE: reason, of a folder as FOLDER:FILE: reason. One use.
class Importing : public QObject
{
    Q_OBJECT

public:
    Importing(ProjectStore *store, const QStringList &inputs, const ImportOptions &options, ProgressPrinter *progress);

    void start();
    /// Ends it, leaving nothing of the list that is being read.
    void cancel();

Q_SIGNALS:
    void finished(const sluice::Result<sluice::ImportTotals> &totals);

private:
    void next();
    void ended(const Result<ImportReport> &report);

    ListImport m_import;
    QStringList m_inputs;
    ImportOptions m_options;
    ProgressPrinter *m_progress;
    ImportTotals m_totals;
};

} // namespace sluice
