#include "files/scratchfolder.h"

#include "files/outputfolder.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <chrono>

namespace sluice {

namespace {

const auto prefix = QLatin1StringView(".sluice-scratch-");
const auto lockName = QLatin1StringView("/lock");
constexpr int mostAttempts = 100;

FileDescriptor openLock(const QString &folder, int flags)
{
    return FileDescriptor(
        ::open(QFile::encodeName(folder + lockName).constData(), flags | O_NOFOLLOW | O_CLOEXEC, 0600));
}

/// Took the lock of a folder that is still there.
bool isLocked(const FileDescriptor &lock)
{
    struct stat info
    {
    };
    return ::flock(lock.get(), LOCK_EX | LOCK_NB) == 0 && ::fstat(lock.get(), &info) == 0 && info.st_nlink > 0;
}

bool isOurOwn(const QString &folder)
{
    struct stat info
    {
    };
    // /tmp is for all: what others made, or made a link, is not ours to remove
    return ::lstat(QFile::encodeName(folder).constData(), &info) == 0 && S_ISDIR(info.st_mode) &&
           info.st_uid == ::geteuid() && (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/// The lock goes last: what a child of a killed run still adds is found by the next sweep.
void removeFolder(const QString &folder)
{
    QDirIterator content(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    while (content.hasNext()) {
        const auto path = content.next();
        if (path.endsWith(lockName))
            continue;
        if (content.fileInfo().isDir() && !content.fileInfo().isSymLink())
            QDir(path).removeRecursively();
        else
            QFile::remove(path);
    }
    ::unlink(QFile::encodeName(folder + lockName).constData());
    ::rmdir(QFile::encodeName(folder).constData());
}

/// Who is alive holds the lock of its folder. One that has lost its lock is left over when it has been so for a while.
void sweep(const QString &parent)
{
    constexpr qint64 aWhile = 60; // s: a folder is made before its lock
    QDirIterator folders(parent, {prefix + QLatin1Char('*')}, QDir::Dirs | QDir::Hidden | QDir::NoSymLinks);
    while (folders.hasNext()) {
        const auto folder = folders.next();
        if (!isOurOwn(folder))
            continue;
        const auto lock = openLock(folder, O_RDWR);
        const bool lostLock = !lock.isOpen() && errno == ENOENT &&
                              folders.fileInfo().lastModified().secsTo(QDateTime::currentDateTime()) > aWhile;
        if (lostLock || (lock.isOpen() && ::flock(lock.get(), LOCK_EX | LOCK_NB) == 0))
            removeFolder(folder);
    }
}

} // namespace

Result<std::unique_ptr<ScratchFolder>> ScratchFolder::create(const QString &parent)
{
    sweep(parent);
    for (int attempt = 1;; ++attempt) {
        auto pattern = QFile::encodeName(parent + u'/' + prefix + QStringLiteral("XXXXXX"));
        const bool made = ::mkdtemp(pattern.data()) != nullptr;
        const auto path = QFile::decodeName(pattern);
        auto lock = made ? openLock(path, O_RDWR | O_CREAT | O_EXCL) : FileDescriptor();
        if (lock.isOpen() && isLocked(lock))
            return std::unique_ptr<ScratchFolder>(new ScratchFolder(path, std::move(lock)));
        if (lock.isOpen() && attempt < mostAttempts) // another run's sweep was faster
            continue;
        const int reason = errno;
        const auto what =
            QCoreApplication::translate("ScratchFolder", "cannot make a folder for unfinished results in %1")
                .arg(parent);
        return Error{ErrorKind::Storage, storageFault(what, reason).message};
    }
}

ScratchFolder::~ScratchFolder()
{
    removeFolder(m_path);
}

QString newScratchPath(const QString &folder)
{
    static std::atomic<quint64> last = 0;
    static const auto start =
        std::chrono::steady_clock::now().time_since_epoch().count(); // numbers of processes return
    return QStringLiteral("%1/%2-%3-%4").arg(folder).arg(::getpid()).arg(start, 0, 36).arg(++last);
}

ScratchFile::~ScratchFile()
{
    if (m_left)
        return;
    // Not there any more where it was kept.
    if (::unlink(QFile::encodeName(m_path).constData()) != 0 && errno == EISDIR)
        QDir(m_path).removeRecursively();
}

} // namespace sluice
