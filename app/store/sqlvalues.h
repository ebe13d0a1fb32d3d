// Between Qt's values and SQLite's. Absent is NULL, in both directions.
#pragma once

#include "core/duration.h"

#include <SQLiteCpp/Statement.h>

#include <QJsonObject>
#include <QString>

namespace sluice {

/// Resets a prepared statement when it goes: a statement left open holds back the writer's log.
class ResetGuard
{
public:
    explicit ResetGuard(SQLite::Statement &statement) : m_statement(statement) {}
    ~ResetGuard() { m_statement.tryReset(); }
    ResetGuard(const ResetGuard &) = delete;
    ResetGuard &operator=(const ResetGuard &) = delete;

private:
    SQLite::Statement &m_statement;
};

void bindNumber(SQLite::Statement &statement, int index, qint64 value);
void bindText(SQLite::Statement &statement, int index, QStringView text); ///< NULL when empty
/// Both: NULL when empty. The bytes are not copied: they must stay until the statement has run.
void bindUtf8(SQLite::Statement &statement, int index, const QByteArray &utf8);
void bindBlob(SQLite::Statement &statement, int index, const QByteArray &bytes);
void bindJson(SQLite::Statement &statement, int index, const QJsonObject &object); ///< NULL when empty
void bindTime(SQLite::Statement &statement, int index, WallTime time);             ///< microseconds since 1970

bool hasValue(const SQLite::Statement &statement, int column);
qint64 numberAt(const SQLite::Statement &statement, int column, qint64 whenAbsent = 0);
QString textAt(const SQLite::Statement &statement, int column);
QByteArray bytesAt(const SQLite::Statement &statement, int column);
QJsonObject jsonAt(const SQLite::Statement &statement, int column);
WallTime timeAt(const SQLite::Statement &statement, int column);

/// For what the store itself dates.
WallTime wallNow();

/// Runs a statement that returns no rows; answers how many rows it changed.
int run(SQLite::Statement &statement);

/// The one number of a one-row query.
qint64 queryNumber(SQLite::Database &database, const char *sql);

} // namespace sluice
