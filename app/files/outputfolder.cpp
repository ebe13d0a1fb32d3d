#include "files/outputfolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("OutputFolder", text);
}

} // namespace

Error storageFault(const QString &what, int systemError)
{
    if (systemError == ENOSPC || systemError == EDQUOT)
        return {ErrorKind::Storage, tr("The disk is full: %1").arg(what)};
    // What a name or a program of the user's does to one job must not hold up all others, and again after each resume.
    constexpr std::array ofOneJob{ENOENT, ENOTDIR, EISDIR, ELOOP, EMLINK, ENAMETOOLONG, EILSEQ, EINVAL};
    const auto kind =
        std::ranges::find(ofOneJob, systemError) != ofOneJob.end() ? ErrorKind::Input : ErrorKind::Storage;
    return {kind, QStringLiteral("%1: %2").arg(what, QString::fromLocal8Bit(std::strerror(systemError)))};
}

Result<FileDescriptor> openOutputFolder(const QString &root, const QStringList &components)
{
    const auto cannot = [](const QString &path) {
        const int reason = errno;
        return storageFault(tr("cannot use %1 as a folder").arg(path), reason);
    };
    auto path = root;
    FileDescriptor folder(::open(QFile::encodeName(root).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.isOpen() && errno == ENOENT && QDir().mkpath(root))
        folder = FileDescriptor(::open(QFile::encodeName(root).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.isOpen())
        return Error{ErrorKind::Storage, cannot(path).message}; // whatever the reason, no job can keep anything
    for (const auto &component : components) {
        path += u'/' + component;
        const auto name = QFile::encodeName(component);
        const bool made = ::mkdirat(folder.get(), name.constData(), 0777) == 0;
        if (!made && errno != EEXIST)
            return cannot(path);
        FileDescriptor next(::openat(folder.get(), name.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        if (!next.isOpen())
            return cannot(path);
        if (made && ::fsync(folder.get()) != 0) // or a power cut takes the folder with the files in it
            return cannot(path);
        folder = std::move(next);
    }
    return folder;
}

} // namespace sluice
