#include "support/throttleddisk.h"

#include <condition_variable>
#include <map>
#include <mutex>

#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace sluice::test {

namespace {

struct Disk
{
    std::mutex mutex;
    std::condition_variable changed;
    bool isThere = false;
    bool isBusy = false;
    QByteArray part;
    qint64 bytesPerSecond = 1;
    std::chrono::milliseconds each{};
    std::map<std::pair<dev_t, ino_t>, qint64> sizes; ///< that it has taken
    qint64 taken = 0;
};

Disk &disk()
{
    static Disk only;
    return only;
}

bool isOnIt(int fd)
{
    char link[64];
    char path[4096];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    const auto length = ::readlink(link, path, sizeof path - 1);
    return QByteArrayView(path, std::max<qsizetype>(length, 0)).contains(disk().part);
}

/// Of a file that grew; a folder has no bytes of its own.
qint64 newBytes(int fd)
{
    struct stat info
    {
    };
    if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        return 0;
    auto &known = disk().sizes[{info.st_dev, info.st_ino}];
    const auto bytes = std::max<qint64>(0, info.st_size - known);
    known = info.st_size;
    return bytes;
}

void takeItsTime(int fd)
{
    std::unique_lock lock(disk().mutex);
    if (!disk().isThere || !isOnIt(fd))
        return;
    disk().changed.wait(lock, [] { return !disk().isBusy || !disk().isThere; });
    if (!disk().isThere)
        return;
    disk().isBusy = true;
    const auto bytes = newBytes(fd);
    const auto span = disk().each + std::chrono::milliseconds(bytes * 1000 / disk().bytesPerSecond);
    disk().changed.wait_for(lock, span, [] { return !disk().isThere; });
    disk().isBusy = false;
    disk().taken += bytes;
    disk().changed.notify_all();
}

} // namespace

ThrottledDisk::ThrottledDisk(QByteArray part, qint64 bytesPerSecond, std::chrono::milliseconds each)
{
    const std::lock_guard lock(disk().mutex);
    Q_ASSERT(!disk().isThere);
    disk().isThere = true;
    disk().part = std::move(part);
    disk().bytesPerSecond = bytesPerSecond;
    disk().each = each;
    disk().sizes.clear();
    disk().taken = 0;
}

ThrottledDisk::~ThrottledDisk()
{
    const std::lock_guard lock(disk().mutex);
    disk().isThere = false;
    disk().changed.notify_all();
}

qint64 ThrottledDisk::taken() const
{
    const std::lock_guard lock(disk().mutex);
    return disk().taken;
}

} // namespace sluice::test

extern "C" int fsync(int fd)
{
    sluice::test::takeItsTime(fd);
    return static_cast<int>(::syscall(SYS_fsync, fd));
}

extern "C" int fdatasync(int fd)
{
    sluice::test::takeItsTime(fd);
    return static_cast<int>(::syscall(SYS_fdatasync, fd));
}
