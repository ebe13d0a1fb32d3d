// The folder that the members of an archive are unpacked into.
#pragma once

#include "files/newfile.h"
#include "files/scratchfolder.h"

#include <QHash>
#include <QStringList>

#include <memory>

namespace sluice {

/// Makes files and folders below a folder of its own, each component of their paths safe (safeFileName); a file
/// whose name is taken becomes "NAME (2)", and so on. Makes nothing but files and folders, so no path leads outside.
/// All of it goes with its holders, who are this and whoever got one from keep(). Errors are of kind Storage.
class UnpackedTree
{
public:
    /// Makes the folder, which was not there before.
    static Result<std::unique_ptr<UnpackedTree>> create(const QString &path);

    Result<NewFile> file(QStringList components);
    Result<void> folder(const QStringList &components);
    /// Files and folders so far.
    int made() const { return m_made; }

    /// Puts everything on the disk.
    Result<std::shared_ptr<const ScratchFile>> keep();

private:
    explicit UnpackedTree(const QString &path) : m_path(path), m_holder(std::make_shared<const ScratchFile>(path)) {}
    Result<QString> folderOf(const QStringList &components);
    Result<QString> newFolder(const QString &parent, const QString &component);

    QString m_path;
    std::shared_ptr<const ScratchFile> m_holder;
    QHash<QString, QString> m_folders; ///< as the archive calls them → path
    QHash<QString, int> m_numbers;     ///< path → the last number given to a name like it
    int m_made = 0;
};

} // namespace sluice
