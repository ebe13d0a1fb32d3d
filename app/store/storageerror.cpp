#include "store/storageerror.h"

#include "store/storetext.h"

#include <QDir>

#include <sqlite3.h>

namespace sluice {

Q_LOGGING_CATEGORY(storeLog, "sluice.store")

static QString sentence(int code)
{
    switch (code) {
    case SQLITE_FULL:
        return StoreText::tr("The disk is full: %1 cannot be written. Free some space, then try again.");
    case SQLITE_IOERR:
        return StoreText::tr(
            "The disk reported an error at %1 (%2). Check the disk and its free space, then try again.");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return StoreText::tr("%1 cannot be opened or written (%2). Check the permissions of the file and its folder.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return StoreText::tr("Another program is writing to %1. Close it there, then try again.");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return StoreText::tr("%1 is damaged or not a Sluice project (%2). Use a copy of it, if there is one.");
    default:
        return StoreText::tr("%1: the project's database reported an error (%2).");
    }
}

Error storageError(const SQLite::Exception &fault, const QString &path)
{
    constexpr int primaryCode = 0xff;
    const int code = fault.getErrorCode() < 0 ? SQLITE_ERROR : fault.getErrorCode() & primaryCode;
    if (code == SQLITE_INTERRUPT)
        return {ErrorKind::Internal, {}};
    auto text = sentence(code).replace(QLatin1StringView("%1"), QDir::toNativeSeparators(path));
    text.replace(QLatin1StringView("%2"), QString::fromUtf8(fault.what()));
    return {ErrorKind::Storage, text};
}

} // namespace sluice
