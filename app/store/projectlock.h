// One writer to a project at a time, across processes.
#pragma once

#include "core/duration.h"
#include "core/result.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>

namespace sluice {

/// Held as long as it lives, and not a moment longer than its process: the system itself lets go of the lock on
/// "PROJECT.lock" (flock) when a process dies, whatever it dies of. The file is taken away at the end; one that a
/// killed process left behind does no harm.
class ProjectLock
{
public:
    /// The error names the process that has the project.
    static Result<std::unique_ptr<ProjectLock>> take(const QString &projectPath);
    /// Since when a process, this one too, has the project; nothing when none has. Makes and changes no file, and
    /// keeps nobody from taking it. Blocking, microseconds.
    static std::optional<WallTime> heldSince(const QString &projectPath);
    ~ProjectLock();
    ProjectLock(const ProjectLock &) = delete;
    ProjectLock &operator=(const ProjectLock &) = delete;

private:
    ProjectLock(QByteArray path, int descriptor) : m_path(std::move(path)), m_descriptor(descriptor) {}

    QByteArray m_path;
    int m_descriptor;
};

} // namespace sluice
