#include "processing/steps/filecopy.h"

#include "files/newfile.h"
#include "files/outputfolder.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>
#include <QFile>

#include <fcntl.h>

#include <cerrno>
#include <cstring>

namespace sluice {

namespace {

// A few milliseconds of a disk, or nothing at all where blocks are shared.
constexpr size_t sharedPiece = 8 << 20;
constexpr qsizetype plainPiece = 256 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("FileCopy", text);
}

Error unreadable(const QString &path)
{
    const int reason = errno;
    return stepFailure(tr("the file %1 cannot be read: %2").arg(path, QString::fromLocal8Bit(std::strerror(reason))));
}

/// The kernel copies what it can: all of it, or nothing where it cannot between these files. What is left, and what is
/// wrong, plain copying finds.
Result<void> copyInKernel(int source, int copy, const CancelToken &token)
{
    while (::copy_file_range(source, nullptr, copy, nullptr, sharedPiece, 0) > 0) {
        if (token.isCancelled())
            return Cancelled{};
    }
    return success();
}

Result<void> copyPlainly(int source, const QString &sourcePath, NewFile *copy, const CancelToken &token)
{
    QByteArray piece(plainPiece, Qt::Uninitialized);
    while (true) {
        if (token.isCancelled())
            return Cancelled{};
        const auto count = ::read(source, piece.data(), size_t(piece.size()));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return unreadable(sourcePath);
        if (count == 0)
            return success();
        if (const auto written = copy->write(QByteArrayView(piece).first(count)); !written)
            return written;
    }
}

} // namespace

Result<void> copyFile(const QString &source, const QString &copy, const CancelToken &token)
{
    const FileDescriptor from(::open(QFile::encodeName(source).constData(), O_RDONLY | O_CLOEXEC));
    if (!from.isOpen())
        return unreadable(source);
    auto to = NewFile::create(copy);
    if (!to)
        return to.error();
    auto copied = copyInKernel(from.get(), to.value().descriptor(), token);
    if (copied)
        copied = copyPlainly(from.get(), source, &to.value(), token);
    if (!copied)
        ::unlink(QFile::encodeName(copy).constData());
    return copied;
}

Result<void> linkOrCopyFile(const QString &source, const QString &second, const CancelToken &token)
{
    if (::link(QFile::encodeName(source).constData(), QFile::encodeName(second).constData()) == 0)
        return success();
    return copyFile(source, second, token);
}

} // namespace sluice
