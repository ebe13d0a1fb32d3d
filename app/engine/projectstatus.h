// What a project file holds, read without opening it for work.
#pragma once

#include "core/hostkey.h"
#include "core/result.h"
#include "core/runrecord.h"
#include "store/storetypes.h"

namespace sluice {

struct ProjectStatus
{
    StateCounts counts;
    std::vector<RunRecord> runs;   ///< oldest first
    std::optional<qint64> liveRun; ///< of these, the one that goes on now
    bool isOpen = false;           ///< a process has the project
};

/// Works beside a process that has the project open; sees what is committed. Blocking, milliseconds.
Result<ProjectStatus> readStatus(const QString &projectPath);

/// Whether a job of the project is on one of these hosts. Blocking, a second for a million jobs on others.
Result<bool> hasJobsOn(const QString &projectPath, const std::vector<HostKey> &hosts);

/// It exists and is a Sluice project, of whatever version.
bool isProject(const QString &path);

/// Works beside a process that has the project open; sees what is committed. Blocking, milliseconds.
Result<StateCounts> readCounts(const QString &projectPath);

} // namespace sluice
