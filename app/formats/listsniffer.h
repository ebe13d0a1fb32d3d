#pragma once

#include "formats/listformat.h"

#include <QByteArrayView>

namespace sluice {

/// What a list without a name is, by how it begins: XML by <, JSON Lines by an object or a JSON string, a table by a
/// first row in which a column has a usual name (or `urlColumn`), else plain addresses.
ListFormat sniffListFormat(QByteArrayView beginning, const QString &urlColumn);

} // namespace sluice
