// A project file for reading: pages, details, exports.
#pragma once

#include "core/hostrow.h"
#include "core/result.h"
#include "store/failureboard.h"
#include "store/storetypes.h"

#include <functional>
#include <memory>

namespace sluice {

/// Its own read-only connection; sees what is committed. One thread at a time, but interrupt() from any.
/// No cursor stays open between calls, so the writer's log can always be truncated.
class ProjectReader
{
public:
    /// A project of an older format is brought up to date first, which needs its lock.
    static Result<std::unique_ptr<ProjectReader>> open(const QString &path);
    virtual ~ProjectReader() = default;

    virtual Result<StateCounts> counts() = 0;
    /// As of an earlier moment: looks at every job, a second or two for a million. Can be interrupted as ids() can.
    virtual Result<StateCounts> countsAsOf(WallTime moment) = 0;
    /// 8 bytes a job. Fails with kind Internal and an empty message when interrupted.
    virtual Result<std::vector<JobId>> ids(const JobFilter &filter, const JobOrder &order) = 0;
    /// In the order asked for; ids that do not exist are left out.
    virtual Result<std::vector<JobRow>> rows(const std::vector<JobId> &ids) = 0;
    /// As they were at an earlier moment, as far as their attempts tell; see JobFilter::asOf.
    virtual Result<std::vector<JobRow>> rowsAsOf(const std::vector<JobId> &ids, WallTime moment) = 0;
    virtual Result<JobDetail> detail(JobId id) = 0;
    /// Every matching row by id, paged by keyset; stop by returning false.
    virtual Result<void> forEach(const JobFilter &filter, const std::function<bool(const JobRow &)> &visit) = 0;

    virtual Result<QStringList> extraColumns() = 0;        ///< of all imports, in order of first appearance
    virtual Result<QStringList> resultColumns() = 0;       ///< of all steps so far, in order of first appearance
    virtual Result<std::vector<SeriesPoint>> series() = 0; ///< oldest first
    virtual Result<std::vector<SeriesPoint>> series(qint64 run) = 0;
    /// Oldest first; what was kept from before runs were told apart is the first, with the number 0.
    virtual Result<std::vector<RunRecord>> runs() = 0;
    /// As its hosts were at that moment of its run; without one, all there is to say about them. Some three seconds for
    /// a million attempts. Interrupted like ids().
    virtual Result<HostTable> hosts(std::optional<WallTime> at) = 0;
    /// What failed, in groups. About a second for a million failures, and as much for a million attempts where a
    /// stretch of time is asked for; memory grows with the groups only. Interrupted: as ids().
    virtual Result<FailureBoard> failures(const FailureQuery &query) = 0;
    virtual QString value(const QString &key) = 0;

    virtual void interrupt() = 0;
};

} // namespace sluice
