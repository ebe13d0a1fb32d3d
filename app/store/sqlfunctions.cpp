#include "store/sqlfunctions.h"

#include "store/failurepattern.h"

#include <QByteArrayView>

#include <charconv>
#include <cmath>
#include <sqlite3.h>

namespace sluice {

static void numberOf(sqlite3_context *context, int, sqlite3_value **arguments)
{
    switch (sqlite3_value_type(arguments[0])) {
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
        sqlite3_result_value(context, arguments[0]);
        return;
    case SQLITE_TEXT:
        break;
    default: // SQLite's own constants, of which a blob has none of a number
        return;
    }
    const auto *text = reinterpret_cast<const char *>(sqlite3_value_text(arguments[0]));
    auto view = QByteArrayView(text, sqlite3_value_bytes(arguments[0])).trimmed();
    if (view.startsWith('+') && !view.startsWith("+-"))
        view = view.sliced(1);
    double number = 0;
    const auto read = std::from_chars(view.begin(), view.end(), number); // the same in every locale
    if (read.ec == std::errc() && read.ptr == view.end() && std::isfinite(number))
        sqlite3_result_double(context, number);
}

static QString textOf(sqlite3_value *value)
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_value_text(value));
    return text ? QString::fromUtf8(text, sqlite3_value_bytes(value)) : QString();
}

static void failurePatternOf(sqlite3_context *context, int, sqlite3_value **arguments)
{
    const auto pattern = failurePattern(textOf(arguments[0]), textOf(arguments[1]), sqlite3_value_int(arguments[2]),
                                        textOf(arguments[3]))
                             .toUtf8();
    sqlite3_result_text(context, pattern.constData(), static_cast<int>(pattern.size()), SQLITE_TRANSIENT);
}

void addSqlFunctions(SQLite::Database &database)
{
    database.createFunction("number_of", 1, true, nullptr, numberOf);
    database.createFunction("failure_pattern", 4, true, nullptr, failurePatternOf);
}

} // namespace sluice
