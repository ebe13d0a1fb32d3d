#include "store/sqlvalues.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>

#include <QJsonDocument>

namespace sluice {

void bindNumber(SQLite::Statement &statement, int index, qint64 value)
{
    statement.bind(index, static_cast<int64_t>(value));
}

void bindText(SQLite::Statement &statement, int index, QStringView text)
{
    if (text.isEmpty())
        statement.bind(index);
    else
        statement.bind(index, text.toUtf8().toStdString());
}

void bindUtf8(SQLite::Statement &statement, int index, const QByteArray &utf8)
{
    if (utf8.isEmpty())
        statement.bind(index);
    else
        statement.bindNoCopy(index, utf8.constData());
}

void bindBlob(SQLite::Statement &statement, int index, const QByteArray &bytes)
{
    if (bytes.isEmpty())
        statement.bind(index);
    else
        statement.bindNoCopy(index, bytes.constData(), static_cast<int>(bytes.size()));
}

void bindJson(SQLite::Statement &statement, int index, const QJsonObject &object)
{
    if (object.isEmpty())
        statement.bind(index);
    else
        statement.bind(index, QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString());
}

void bindTime(SQLite::Statement &statement, int index, WallTime time)
{
    bindNumber(statement, index, time.time_since_epoch().count());
}

bool hasValue(const SQLite::Statement &statement, int column)
{
    return !statement.isColumnNull(column);
}

qint64 numberAt(const SQLite::Statement &statement, int column, qint64 whenAbsent)
{
    return hasValue(statement, column) ? statement.getColumn(column).getInt64() : whenAbsent;
}

QString textAt(const SQLite::Statement &statement, int column)
{
    return QString::fromUtf8(bytesAt(statement, column));
}

QByteArray bytesAt(const SQLite::Statement &statement, int column)
{
    if (!hasValue(statement, column))
        return {};
    const auto value = statement.getColumn(column);
    const auto *bytes = static_cast<const char *>(value.getBlob());
    return QByteArray(bytes, value.getBytes());
}

QJsonObject jsonAt(const SQLite::Statement &statement, int column)
{
    if (!hasValue(statement, column))
        return {};
    return QJsonDocument::fromJson(bytesAt(statement, column)).object();
}

WallTime timeAt(const SQLite::Statement &statement, int column)
{
    return WallTime(Duration(numberAt(statement, column)));
}

WallTime wallNow()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

int run(SQLite::Statement &statement)
{
    const ResetGuard guard(statement);
    return statement.exec();
}

qint64 queryNumber(SQLite::Database &database, const char *sql)
{
    SQLite::Statement query(database, sql);
    return query.executeStep() ? numberAt(query, 0) : 0;
}

} // namespace sluice
