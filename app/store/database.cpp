#include "store/database.h"

#include "store/sqlfunctions.h"

#include <SQLiteCpp/Column.h>

#include <QFileInfo>
#include <QUrl>

#include <sqlite3.h>

#include <string_view>

namespace sluice {

namespace {

constexpr int busyTimeoutMs = 5000;

struct Pragma
{
    const char *name;
    const char *value;
    std::string_view readBack;
};

// journal_size_limit: 64 MiB. cache_size: in KiB when negative.
constexpr Pragma commonPragmas[] = {{"trusted_schema", "OFF", "0"}, {"cell_size_check", "ON", "1"}};
constexpr Pragma writerPragmas[] = {{"synchronous", "FULL", "2"},     {"foreign_keys", "ON", "1"},
                                    {"temp_store", "MEMORY", "2"},    {"journal_size_limit", "67108864", "67108864"},
                                    {"wal_autocheckpoint", "0", "0"}, {"cache_size", "-32768", "-32768"}};
// No temp_store: sorting ten million addresses must not take their size in memory.
constexpr Pragma readerPragmas[] = {{"query_only", "ON", "1"}, {"cache_size", "-16384", "-16384"}};

template <size_t Count>
void apply(SQLite::Database &database, const Pragma (&pragmas)[Count])
{
    for (const auto &pragma : pragmas) {
        const auto question = std::string("PRAGMA ") + pragma.name;
        database.exec(question + '=' + pragma.value);
        if (database.execAndGet(question).getString() != pragma.readBack)
            throw SQLite::Exception(question + " did not take effect");
    }
}

SQLite::Database open(const QString &path, int flags)
{
    return SQLite::Database(path.toStdString(), flags | SQLITE_OPEN_NOMUTEX, busyTimeoutMs);
}

SQLite::Database asReader(SQLite::Database database)
{
    database.check(sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr));
    apply(database, commonPragmas);
    apply(database, readerPragmas);
    addSqlFunctions(database);
    database.execAndGet("SELECT COUNT(*) FROM sqlite_schema"); // opening is lazy: find out now
    return database;
}

} // namespace

SQLite::Database openForWriting(const QString &path)
{
    auto database = open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    database.check(sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr));
    apply(database, commonPragmas);
    apply(database, writerPragmas);
    addSqlFunctions(database);
    return database;
}

SQLite::Database openForReading(const QString &path)
{
    // A log with something in it belongs to a writer, alive or killed: it is left as it is. Without one, a
    // connection that may write is the tidier reader, for it takes the empty log it had to make away again.
    const bool hasLog = QFileInfo(path + QLatin1StringView("-wal")).size() > 0;
    try {
        return asReader(open(path, hasLog ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE));
    } catch (const SQLite::Exception &) {
        const bool folderWritable = QFileInfo(QFileInfo(path).absolutePath()).isWritable();
        if (hasLog || folderWritable)
            throw;
    }
    const auto uri = QUrl::fromLocalFile(path).toEncoded().toStdString() + "?immutable=1";
    // On a read-only medium nobody else can be writing.
    return asReader(SQLite::Database(uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI));
}

void enableLog(SQLite::Database &database)
{
    if (database.execAndGet("PRAGMA journal_mode=WAL").getString() != "wal")
        throw SQLite::Exception("the file system of this folder does not support a write-ahead log", SQLITE_CANTOPEN);
}

} // namespace sluice
