// Where bodies are that are too large for memory and results that have no name yet.
#pragma once

#include "core/result.h"
#include "files/filedescriptor.h"

#include <QString>

#include <atomic>
#include <memory>

namespace sluice {

/// A folder of a run's own, below `parent`; it goes with everything in it. What a killed run left there of the same
/// kind goes when the next one begins.
class ScratchFolder
{
public:
    static Result<std::unique_ptr<ScratchFolder>> create(const QString &parent);
    ScratchFolder(const ScratchFolder &) = delete;
    ScratchFolder &operator=(const ScratchFolder &) = delete;
    ~ScratchFolder();

    QString path() const { return m_path; }

private:
    ScratchFolder(QString path, FileDescriptor lock) : m_path(std::move(path)), m_lock(std::move(lock)) {}

    QString m_path;
    FileDescriptor m_lock;
};

/// A name in the folder that nothing had before, in this process or another.
QString newScratchPath(const QString &folder);

/// A file or folder that goes when nobody needs it any more.
class ScratchFile
{
public:
    explicit ScratchFile(QString path) : m_path(std::move(path)) {}
    /// Somebody else sees to it from now on: another process.
    void leave() const { m_left = true; }
    ScratchFile(const ScratchFile &) = delete;
    ScratchFile &operator=(const ScratchFile &) = delete;
    ~ScratchFile();

private:
    QString m_path;
    mutable std::atomic<bool> m_left = false;
};

} // namespace sluice
