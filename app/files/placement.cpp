#include "files/placement.h"

#include "files/filename.h"
#include "files/outputfolder.h"

#include <QCoreApplication>
#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>

namespace sluice {

namespace {

constexpr int mostNumbers = 10'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("Placement", text);
}

} // namespace

Placed placeAs(int fromFolder, const QByteArray &from, int toFolder, const QByteArray &to)
{
    if (::renameat2(fromFolder, from.constData(), toFolder, to.constData(), RENAME_NOREPLACE) == 0)
        return Placed::Yes;
    if (errno == EEXIST)
        return Placed::Taken;
    if (errno != EINVAL && errno != ENOSYS)
        return Placed::Failed;
    // A file system without that: a second name refuses to replace as well.
    if (::linkat(fromFolder, from.constData(), toFolder, to.constData(), 0) != 0)
        return errno == EEXIST ? Placed::Taken : Placed::Failed;
    ::unlinkat(fromFolder, from.constData(), 0);
    return Placed::Yes;
}

Result<QString> placeBelow(const QString &root, const QString &relativePath, const QString &complete)
{
    auto components = relativePath.split(u'/');
    const auto name = components.takeLast();
    const auto folder = openOutputFolder(root, components);
    if (!folder)
        return folder.error();
    const auto cannot = [&] {
        const int reason = errno;
        return storageFault(tr("cannot keep %1/%2").arg(root, relativePath), reason);
    };
    const auto source = QFile::encodeName(complete);
    const FileDescriptor content(::open(source.constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!content.isOpen() || ::fsync(content.get()) != 0)
        return cannot();
    components.prepend(root);
    for (int number = 1; number <= mostNumbers; ++number) {
        const auto free = numberedFileName(name, number);
        switch (placeAs(AT_FDCWD, source, folder.value().get(), QFile::encodeName(free))) {
        case Placed::Yes:
            if (::fsync(folder.value().get()) != 0)
                return cannot();
            return components.join(u'/') + u'/' + free;
        case Placed::Taken:
            break;
        case Placed::Failed:
            return cannot();
        }
    }
    return Error{ErrorKind::Input, tr("there are too many files named like %1/%2").arg(root, relativePath)};
}

} // namespace sluice
