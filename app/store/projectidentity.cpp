#include "store/projectidentity.h"

#include "store/migrations.h"
#include "store/sqlvalues.h"
#include "store/storageerror.h"
#include "store/storetext.h"

#include <SQLiteCpp/Database.h>

#include <QDir>
#include <QtEndian>

#include <sqlite3.h>

namespace sluice {

static Result<void> judge(const QString &path, qint64 applicationId, qint64 version)
{
    const auto name = QDir::toNativeSeparators(path);
    if (applicationId != projectApplicationId)
        return Error{ErrorKind::Storage, StoreText::tr("%1 is not a Sluice project.").arg(name)};
    if (version > formatVersion()) {
        return Error{
            ErrorKind::Storage,
            StoreText::tr("%1 was written by a newer version of Sluice. Open it with that version.").arg(name)};
    }
    return success();
}

Result<void> checkIdentity(SQLite::Database &database, const QString &path)
{
    return judge(path, queryNumber(database, "PRAGMA application_id"), queryNumber(database, "PRAGMA user_version"));
}

Result<void> checkIdentity(const QString &path)
{
    // The header's bytes and nothing behind them: a file whose writer was killed may not make sense without its log.
    // Through SQLite's own file, because closing any other on the same file would drop this process's locks on it.
    constexpr int headerSize = 100;
    constexpr int versionAt = 60;
    constexpr int applicationIdAt = 68;
    std::array<char, headerSize> header{};
    try {
        SQLite::Database database(path.toStdString(), SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX);
        sqlite3_file *file = nullptr;
        database.check(sqlite3_file_control(database.getHandle(), "main", SQLITE_FCNTL_FILE_POINTER, &file));
        const int answer = file->pMethods->xRead(file, header.data(), headerSize, 0);
        if (answer != SQLITE_OK && answer != SQLITE_IOERR_SHORT_READ)
            throw SQLite::Exception(sqlite3_errstr(answer), answer);
    } catch (const SQLite::Exception &fault) {
        return storageError(fault, path);
    }
    if (!QByteArrayView(header).startsWith("SQLite format 3"))
        return judge(path, 0, 0);
    return judge(path, qFromBigEndian<qint32>(header.data() + applicationIdAt),
                 qFromBigEndian<qint32>(header.data() + versionAt));
}

} // namespace sluice
