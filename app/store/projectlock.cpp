#include "store/projectlock.h"

#include "store/storetext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace sluice {

namespace {

/// Whoever had the lock before may have taken the file away between our open() and flock(): then what we hold is a
/// file without a name, which keeps nobody out.
bool isStillNamed(int descriptor, const QByteArray &path)
{
    struct stat held
    {
    };
    struct stat named
    {
    };
    return ::fstat(descriptor, &held) == 0 && ::stat(path.constData(), &named) == 0 && held.st_ino == named.st_ino &&
           held.st_dev == named.st_dev;
}

/// Someone who only looks (heldSince()) shares it for some microseconds: that is no reason to refuse.
bool lock(int descriptor)
{
    while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (::flock(descriptor, LOCK_SH | LOCK_NB) != 0)
            return false; // whoever has it does not share it
        ::flock(descriptor, LOCK_UN);
        std::this_thread::yield();
    }
    return true;
}

Error lockedBy(const QString &project, int descriptor)
{
    char text[32]{};
    const auto length = ::pread(descriptor, text, sizeof text - 1, 0);
    const auto process = QByteArray(text, std::max<qsizetype>(length, 0)).trimmed();
    if (process == QByteArray::number(QCoreApplication::applicationPid()))
        return {ErrorKind::Storage, StoreText::tr("%1 is already open in this program (process %2).")
                                        .arg(project, QString::fromLatin1(process))};
    if (process.isEmpty()) // it is just being opened there
        return {ErrorKind::Storage, StoreText::tr("%1 is open in another program. Close it there first.").arg(project)};
    return {ErrorKind::Storage, StoreText::tr("%1 is open in another program: process %2. Close it there first.")
                                    .arg(project, QString::fromLatin1(process))};
}

} // namespace

Result<std::unique_ptr<ProjectLock>> ProjectLock::take(const QString &projectPath)
{
    const auto name = QDir::toNativeSeparators(projectPath);
    const auto path = QFile::encodeName(projectPath + QLatin1StringView(".lock"));
    for (;;) {
        const int descriptor = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
        if (descriptor < 0) {
            return Error{ErrorKind::Storage, StoreText::tr("%1 cannot be locked: its folder is not writable. Copy the "
                                                           "project to a folder of yours.")
                                                 .arg(name)};
        }
        if (!lock(descriptor)) {
            const auto error = lockedBy(name, descriptor);
            ::close(descriptor);
            return error;
        }
        if (isStillNamed(descriptor, path)) {
            const auto process = QByteArray::number(QCoreApplication::applicationPid()) + '\n';
            const bool written = ::ftruncate(descriptor, 0) == 0 &&
                                 ::pwrite(descriptor, process.constData(), size_t(process.size()), 0) == process.size();
            Q_UNUSED(written) // only a full disk: the lock holds, it merely cannot say whose it is
            return std::unique_ptr<ProjectLock>(new ProjectLock(path, descriptor));
        }
        ::close(descriptor);
    }
}

std::optional<WallTime> ProjectLock::heldSince(const QString &projectPath)
{
    const auto canonical = QFileInfo(projectPath).canonicalFilePath(); // as whoever opens it has it
    const auto path = QFile::encodeName(canonical + QLatin1StringView(".lock"));
    const int descriptor = ::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0)
        return std::nullopt;
    struct stat found
    {
    };
    const bool isHeld = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && ::fstat(descriptor, &found) == 0;
    ::close(descriptor);
    if (!isHeld)
        return std::nullopt;
    const auto written = std::chrono::seconds(found.st_mtim.tv_sec) + std::chrono::nanoseconds(found.st_mtim.tv_nsec);
    return WallTime(std::chrono::duration_cast<Duration>(written)); // when the lock was taken, and never again
}

ProjectLock::~ProjectLock()
{
    ::unlink(m_path.constData()); // while it is still locked
    ::close(m_descriptor);
}

} // namespace sluice
