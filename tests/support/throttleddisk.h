// A disk that takes so many bytes a second.
#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <chrono>

namespace sluice::test {

/// Stands before the calls of the C library that wait for a disk, fsync() and fdatasync(), of everything in the process
/// that calls them, SQLite too. Files whose path contains `part` are on it: their new bytes pass one file at a time, at
/// its pace, and every call costs `each` besides, as moving an arm does. At most one lives at a time; when it goes, who
/// waits goes on.
///
/// Why there: write() fills memory and returns, whatever the disk, so a slow disk is felt in these calls and nowhere
/// else. And what is kept is only kept once they have returned: a writer that a test could hand to Sluice instead would
/// stand in for the very thing that keeps the promise.
class ThrottledDisk
{
public:
    ThrottledDisk(QByteArray part, qint64 bytesPerSecond, std::chrono::milliseconds each = {});
    ~ThrottledDisk();
    ThrottledDisk(const ThrottledDisk &) = delete;
    ThrottledDisk &operator=(const ThrottledDisk &) = delete;

    qint64 taken() const; ///< bytes, so far
};

} // namespace sluice::test
