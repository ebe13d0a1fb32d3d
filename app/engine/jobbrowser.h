// Rows for a table, read off the GUI thread.
#pragma once

#include "core/hostrow.h"
#include "store/storetypes.h"

#include <QObject>

#include <memory>

namespace sluice {

/// Answers questions about an open project from threads of its own: one for pages and what else is read quickly, and
/// one each for the two that look at the whole project, counts and hosts. Every question has a number; asking another
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
    /// Rows for one page of the table: rowsReady() with the same tag. Several pages may be under way. With a moment: as
    /// they were then (see JobFilter::asOf).
    void requestRows(int tag, std::vector<JobId> ids, std::optional<WallTime> asOf = {});
    /// Jobs by state at an earlier moment: countsReady(). Looks at every job.
    void requestCounts(WallTime asOf);
    /// Everything about one job: detailReady().
    void requestDetail(JobId id);
    /// The names of the list's own columns and of the steps' columns: columnsReady().
    void requestColumns();
    /// The runs the project remembers, oldest first: runsReady().
    void requestRuns();
    /// The seconds of one of them: seriesReady().
    void requestSeries(qint64 run);
    /// What the project remembers of its hosts, at a moment of a run or of all attempts: hostsReady(). Seconds for
    /// millions of attempts.
    void requestHosts(std::optional<WallTime> at);

Q_SIGNALS:
    void idsReady(const std::vector<sluice::JobId> &ids);
    void rowsReady(int tag, const std::vector<sluice::JobRow> &rows);
    void detailReady(const sluice::JobDetail &detail);
    void columnsReady(const QStringList &extra, const QStringList &result);
    void countsReady(sluice::WallTime asOf, const sluice::StateCounts &counts);
    void runsReady(const std::vector<sluice::RunRecord> &runs);
    void seriesReady(qint64 run, const std::vector<sluice::SeriesPoint> &series);
    void hostsReady(const sluice::HostTable &hosts);
    void readFailed(const QString &sentence);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice
