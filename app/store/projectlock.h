// One writer to a project at a time, across processes.
#pragma once

#include "core/result.h"

#include <QLockFile>

#include <memory>

namespace sluice {

/// Held as long as it lives: the file "PROJECT.lock" beside the project. One left by a process that died is taken over.
class ProjectLock
{
public:
    /// The error names the process that has the project.
    static Result<std::unique_ptr<ProjectLock>> take(const QString &projectPath);

private:
    explicit ProjectLock(const QString &lockPath) : m_file(lockPath) {}

    QLockFile m_file;
};

} // namespace sluice
