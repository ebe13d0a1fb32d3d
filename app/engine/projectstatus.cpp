#include "engine/projectstatus.h"

#include "engine/keptrun.h"
#include "store/projectidentity.h"
#include "store/projectlock.h"
#include "store/projectreader.h"

#include <QFileInfo>

namespace sluice {

Result<StateCounts> readCounts(const QString &projectPath)
{
    auto reader = ProjectReader::open(projectPath);
    if (!reader)
        return reader.error();
    return reader.value()->counts();
}

Result<ProjectStatus> readStatus(const QString &projectPath)
{
    auto reader = ProjectReader::open(projectPath);
    if (!reader)
        return reader.error();
    const auto counts = reader.value()->counts();
    if (!counts)
        return counts.error();
    auto runs = reader.value()->runs();
    if (!runs)
        return runs.error();
    ProjectStatus status{counts.value(), std::move(runs).value(), {}, false};
    status.liveRun = liveRunOf(projectPath, status.runs);
    status.isOpen = ProjectLock::heldSince(projectPath).has_value();
    return status;
}

Result<bool> hasJobsOn(const QString &projectPath, const std::vector<HostKey> &hosts)
{
    auto reader = ProjectReader::open(projectPath);
    if (!reader)
        return reader.error();
    JobFilter filter;
    for (const auto &host : hosts)
        filter.hosts.append(host.name);
    bool found = false;
    const auto read = reader.value()->forEach(filter, [&found](const JobRow &) {
        found = true;
        return false;
    });
    if (!read)
        return read.error();
    return found;
}

bool isProject(const QString &path)
{
    return QFileInfo(path).isFile() && !checkIdentity(path).failed();
}

} // namespace sluice
