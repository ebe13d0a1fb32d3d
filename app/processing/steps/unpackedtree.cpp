#include "processing/steps/unpackedtree.h"

#include "files/filename.h"
#include "files/outputfolder.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

namespace sluice {

namespace {

Error cannotUse(const QString &path)
{
    const int reason = errno;
    return storageFault(QCoreApplication::translate("UnpackedTree", "cannot unpack into %1").arg(path), reason);
}

} // namespace

Result<std::unique_ptr<UnpackedTree>> UnpackedTree::create(const QString &path)
{
    if (::mkdir(QFile::encodeName(path).constData(), 0777) != 0)
        return cannotUse(path);
    return std::unique_ptr<UnpackedTree>(new UnpackedTree(path));
}

Result<NewFile> UnpackedTree::file(QStringList components)
{
    const auto name = safeFileName(components.isEmpty() ? QString() : components.takeLast(), QStringLiteral("member"));
    const auto folder = folderOf(components);
    if (!folder)
        return folder.error();
    auto &number = m_numbers[folder.value() + u'/' + name]; // or a thousand equal names would ask a million times
    QString path;
    do
        path = folder.value() + u'/' + numberedFileName(name, ++number);
    while (QFileInfo::exists(path));
    ++m_made;
    return NewFile::create(path);
}

Result<void> UnpackedTree::folder(const QStringList &components)
{
    const auto made = folderOf(components);
    return made ? success() : Result<void>(made.error());
}

Result<QString> UnpackedTree::folderOf(const QStringList &components)
{
    auto path = m_path;
    QString wanted;
    for (const auto &component : components) {
        wanted += u'/' + component;
        if (const auto known = m_folders.constFind(wanted); known != m_folders.constEnd()) {
            path = *known;
            continue;
        }
        const auto made = newFolder(path, safeFileName(component, QStringLiteral("folder")));
        if (!made)
            return made;
        path = made.value();
        m_folders.insert(wanted, path);
    }
    return path;
}

Result<QString> UnpackedTree::newFolder(const QString &parent, const QString &component)
{
    auto &number = m_numbers[parent + u'/' + component];
    while (true) {
        const auto path = parent + u'/' + numberedFileName(component, ++number);
        if (::mkdir(QFile::encodeName(path).constData(), 0777) == 0) {
            ++m_made;
            return path;
        }
        if (errno != EEXIST)
            return cannotUse(path);
    }
}

Result<std::shared_ptr<const ScratchFile>> UnpackedTree::keep()
{
    // one wait for everything: a file at a time, a hundred thousand small ones would take minutes
    const FileDescriptor folder(::open(QFile::encodeName(m_path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.isOpen() || ::syncfs(folder.get()) != 0)
        return cannotUse(m_path);
    return m_holder;
}

} // namespace sluice
