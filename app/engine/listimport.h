// From a list to jobs, with progress, off the calling thread.
#pragma once

#include "core/result.h"
#include "engine/importsource.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace sluice {

class ProjectStore;

struct ImportOptions
{
    QString urlColumn;
    bool skipDuplicates = false; ///< leave out addresses that the list or the project already has
};

struct RejectedLine
{
    QString source;
    qint64 line = 0; ///< from 1
    QString reason;
    QString place{}; ///< of a folder's file: its path below; then there is no line
};

struct ImportReport
{
    qint64 good = 0;
    qint64 duplicates = 0; ///< addresses seen before; counted by scans, and by imports that leave them out
    qint64 rejected = 0;
    std::vector<RejectedLine> firstRejected; ///< at most 1,000
    QStringList firstGood;                   ///< at most 100, for a preview
    QStringList columns;                     ///< the list's own columns besides the address
};

/// Scans a source (nothing is stored) or imports it. One at a time; made, called and answered on one thread,
/// working on its own. Destroying it cancels and leaves no half import.
class ListImport : public QObject
{
    Q_OBJECT

public:
    /// Without a store it can only scan. The store must outlive this.
    explicit ListImport(ProjectStore *store, QObject *parent = nullptr);
    ~ListImport() override;

    void scan(const ImportSource &source, const ImportOptions &options);
    void import(const ImportSource &source, const ImportOptions &options);
    void cancel(); ///< ends with finished(cancelled)

Q_SIGNALS:
    /// At most 10 a second. fraction is 0..1, or −1 where the length is not known.
    void progress(qint64 rows, double fraction);
    /// Every bad line as it is met, in order (scan and import).
    void lineRejected(const sluice::RejectedLine &line);
    void finished(const sluice::Result<sluice::ImportReport> &report);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice
