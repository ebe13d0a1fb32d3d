#pragma once

#include <QByteArrayView>

namespace sluice {

/// The delimiter of a table that begins so: of comma, semicolon and tab the one that comes equally often in each of
/// the first rows; else the most frequent of the first row; else the comma. Rows are told by line ends outside quotes.
char sniffDelimiter(QByteArrayView beginning);

} // namespace sluice
