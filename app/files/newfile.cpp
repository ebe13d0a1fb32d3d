#include "files/newfile.h"

#include "files/outputfolder.h"

#include <QCoreApplication>
#include <QFile>

#include <fcntl.h>

#include <cerrno>

namespace sluice {

namespace {

Error cannotWrite(const QString &path)
{
    const int reason = errno;
    auto fault = storageFault(QCoreApplication::translate("NewFile", "cannot write %1").arg(path), reason);
    if (reason == ENOENT) // its folder is gone: no job can work there
        fault.kind = ErrorKind::Storage;
    return fault;
}

} // namespace

Result<NewFile> NewFile::create(const QString &path)
{
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    FileDescriptor file(::open(QFile::encodeName(path).constData(), flags, 0666));
    if (!file.isOpen())
        return cannotWrite(path);
    return NewFile(path, std::move(file));
}

Result<void> NewFile::write(QByteArrayView piece)
{
    while (!piece.empty()) {
        const auto size = ::write(m_file.get(), piece.data(), size_t(piece.size()));
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return cannotWrite(m_path);
        piece = piece.sliced(size);
    }
    return success();
}

} // namespace sluice
