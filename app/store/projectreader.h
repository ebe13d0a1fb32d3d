// A project file for reading: pages, details, exports.
#pragma once

#include "core/result.h"
#include "store/storetypes.h"

#include <functional>
#include <memory>

namespace sluice {

/// Its own read-only connection; sees what is committed. One thread at a time, but interrupt() from any.
/// No cursor stays open between calls, so the writer's log can always be truncated.
class ProjectReader
{
public:
    static Result<std::unique_ptr<ProjectReader>> open(const QString &path);
    virtual ~ProjectReader() = default;

    virtual Result<StateCounts> counts() = 0;
    /// 8 bytes a job. Fails with kind Internal and an empty message when interrupted.
    virtual Result<std::vector<JobId>> ids(const JobFilter &filter, const JobOrder &order) = 0;
    /// In the order asked for; ids that do not exist are left out.
    virtual Result<std::vector<JobRow>> rows(const std::vector<JobId> &ids) = 0;
    virtual Result<JobDetail> detail(JobId id) = 0;
    /// Every matching row by id, paged by keyset; stop by returning false.
    virtual Result<void> forEach(const JobFilter &filter, const std::function<bool(const JobRow &)> &visit) = 0;

    virtual Result<QStringList> extraColumns() = 0;        ///< of all imports, in order of first appearance
    virtual Result<QStringList> resultColumns() = 0;       ///< of all steps so far, in order of first appearance
    virtual Result<std::vector<SeriesPoint>> series() = 0; ///< oldest first
    virtual QString value(const QString &key) = 0;

    virtual void interrupt() = 0;
};

} // namespace sluice
