#include "store/projectidentity.h"

#include "store/database.h"
#include "store/migrations.h"
#include "store/sqlvalues.h"
#include "store/storageerror.h"
#include "store/storetext.h"

#include <SQLiteCpp/Database.h>

#include <QDir>

namespace sluice {

Result<void> checkIdentity(SQLite::Database &database, const QString &path)
{
    const auto name = QDir::toNativeSeparators(path);
    if (queryNumber(database, "PRAGMA application_id") != projectApplicationId)
        return Error{ErrorKind::Storage, StoreText::tr("%1 is not a Sluice project.").arg(name)};
    if (queryNumber(database, "PRAGMA user_version") > formatVersion()) {
        return Error{
            ErrorKind::Storage,
            StoreText::tr("%1 was written by a newer version of Sluice. Open it with that version.").arg(name)};
    }
    return success();
}

Result<void> checkIdentity(const QString &path)
{
    try {
        auto database = openHeader(path);
        return checkIdentity(database, path);
    } catch (const SQLite::Exception &fault) {
        return storageError(fault, path);
    }
}

} // namespace sluice
