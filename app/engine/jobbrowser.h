// Rows for a table, read off the GUI thread.
#pragma once

#include "store/storetypes.h"

#include <QObject>

#include <memory>

namespace sluice {

/// Answers questions about an open project from a thread of its own. Every question has a number; asking another
/// of the same kind drops (and interrupts) the one before, and its late answer is never delivered. Made, called and
/// answered on one thread.
class JobBrowser : public QObject
{
    Q_OBJECT

public:
    explicit JobBrowser(const QString &projectPath, QObject *parent = nullptr);
    ~JobBrowser() override;

    /// Which jobs match, in order: idsReady().
    void requestIds(const JobFilter &filter, const JobOrder &order);
    /// Rows for one page of the table: rowsReady() with the same tag. Several pages may be under way.
    void requestRows(int tag, std::vector<JobId> ids);
    /// Everything about one job: detailReady().
    void requestDetail(JobId id);
    /// The names of the list's own columns and of the steps' columns: columnsReady().
    void requestColumns();

Q_SIGNALS:
    void idsReady(const std::vector<sluice::JobId> &ids);
    void rowsReady(int tag, const std::vector<sluice::JobRow> &rows);
    void detailReady(const sluice::JobDetail &detail);
    void columnsReady(const QStringList &extra, const QStringList &result);
    void readFailed(const QString &sentence);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice
