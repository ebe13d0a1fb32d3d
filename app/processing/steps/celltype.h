// What the cells of a table's column are.
#pragma once

#include <QByteArrayView>
#include <QLatin1StringView>

namespace sluice {

/// Empty: white space at most. Boolean: true, false, yes or no, in any case. Integer: digits, perhaps after a sign.
/// Number: the same with a decimal point or an exponent. Date: by ISO 8601, a day that exists, perhaps with a time of
/// day and a zone, with a T or a space between.
enum class CellType { Empty, Boolean, Integer, Number, Date, Text };

/// White space round the cell does not count.
CellType cellTypeOf(QByteArrayView cell);

/// Of a column with cells of both types: empty cells say nothing, integers are numbers, other mixtures are text.
CellType commonType(CellType a, CellType b);

/// "empty", "boolean", "integer", "number", "date", "text".
QLatin1StringView cellTypeName(CellType type);

} // namespace sluice
