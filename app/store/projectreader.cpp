#include "store/projectreader.h"

#include "store/database.h"
#include "store/migrations.h"
#include "store/projectidentity.h"
#include "store/projectstore.h"
#include "store/sqliteprojectreader.h"
#include "store/sqlvalues.h"
#include "store/storageerror.h"
#include "store/storetext.h"

#include <QDir>
#include <QFileInfo>

namespace sluice {

namespace {

/// What this program reads may not be there yet.
bool isOfOlderFormat(SQLite::Database &database)
{
    return queryNumber(database, "PRAGMA user_version") < formatVersion();
}

/// Opening for writing does it, under the lock.
Result<void> bringUpToDate(const QString &path)
{
    const auto opened = ProjectStore::open(path, ProjectStore::OpenMode::Existing);
    return opened ? success() : Result<void>(opened.error());
}

} // namespace

Result<std::unique_ptr<ProjectReader>> ProjectReader::open(const QString &path)
{
    const QFileInfo file(path);
    if (!file.isFile())
        return Error{ErrorKind::Storage, StoreText::tr("There is no project %1.").arg(QDir::toNativeSeparators(path))};
    const auto target = file.canonicalFilePath();
    auto looksOurs = checkIdentity(target);
    if (looksOurs.failed())
        return looksOurs.error();
    try {
        auto database = openForReading(target);
        auto ours = checkIdentity(database, target);
        if (ours.failed())
            return ours.error();
        if (isOfOlderFormat(database)) {
            if (const auto done = bringUpToDate(target); !done)
                return done.error();
            database = openForReading(target);
        }
        return std::unique_ptr<ProjectReader>(std::make_unique<SqliteProjectReader>(target, std::move(database)));
    } catch (const SQLite::Exception &fault) {
        return storageError(fault, target);
    }
}

} // namespace sluice
