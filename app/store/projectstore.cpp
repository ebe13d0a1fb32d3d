#include "store/projectstore.h"

#include "store/database.h"
#include "store/projectidentity.h"
#include "store/sqliteprojectstore.h"
#include "store/storageerror.h"
#include "store/storetext.h"

#include <QDir>
#include <QFileInfo>

namespace sluice {

ProjectStore::~ProjectStore() = default;

/// Whether the file may be opened so; only looks.
static Result<void> checkFile(const QFileInfo &file, ProjectStore::OpenMode mode)
{
    const auto name = QDir::toNativeSeparators(file.filePath());
    const auto refuse = [](const QString &why) {
        return Error{ErrorKind::Storage, why};
    };
    const QFileInfo folder(file.absolutePath());
    if (!folder.isDir())
        return refuse(StoreText::tr("%1 cannot be opened: there is no folder %2.")
                          .arg(name, QDir::toNativeSeparators(folder.filePath())));
    if (file.isDir())
        return refuse(StoreText::tr("%1 is a folder, not a Sluice project.").arg(name));

    // What was killed in the moment of making a project leaves an empty file: it may be made again.
    const bool empty = file.size() == 0;
    if (mode == ProjectStore::OpenMode::Existing && !file.exists())
        return refuse(StoreText::tr("There is no project %1.").arg(name));
    if (mode == ProjectStore::OpenMode::Existing && empty)
        return refuse(StoreText::tr("%1 is empty: it is not a Sluice project.").arg(name));
    if (mode == ProjectStore::OpenMode::Create && !empty)
        return refuse(StoreText::tr("%1 exists already. Open it, or choose another name.").arg(name));
    if (!empty) {
        auto ours = checkIdentity(file.absoluteFilePath());
        if (!ours)
            return ours;
    }
    if ((file.exists() && !file.isWritable()) || !folder.isWritable())
        return refuse(
            StoreText::tr("%1 is not writable. Copy the project to a folder of yours and open the copy.").arg(name));
    return success();
}

/// A killed writer's log may hold what the file does not say yet: that a newer version has it.
static Result<void> checkLog(const QString &path)
{
    try {
        auto database = openForReading(path);
        return checkIdentity(database, path);
    } catch (const SQLite::Exception &fault) {
        return storageError(fault, path);
    }
}

Result<std::unique_ptr<ProjectStore>> ProjectStore::open(const QString &path, OpenMode mode)
{
    const QFileInfo file(path);
    auto allowed = checkFile(file, mode);
    if (allowed.failed())
        return allowed.error();
    // Two names of one file must find the same lock.
    const auto target = file.exists() ? file.canonicalFilePath() : file.absoluteFilePath();
    auto lock = ProjectLock::take(target);
    if (lock.failed())
        return lock.error();
    if (QFileInfo(target + QLatin1StringView("-wal")).size() > 0) {
        auto ours = checkLog(target);
        if (ours.failed())
            return ours.error();
    }
    auto opened = ProjectFile::open(target);
    if (opened.failed())
        return opened.error();
    auto projectFile = std::move(opened).value();
    try {
        auto values = projectFile->values();
        const auto lastRun = projectFile->lastRun();
        return std::unique_ptr<ProjectStore>(std::make_unique<SqliteProjectStore>(
            std::move(lock).value(), std::move(projectFile), std::move(values), lastRun));
    } catch (const SQLite::Exception &fault) {
        return storageError(fault, target);
    }
}

} // namespace sluice
