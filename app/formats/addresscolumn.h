// Which column holds the address.
#pragma once

#include "core/result.h"

#include <QStringList>

#include <optional>

namespace sluice {

/// Names that an address column usually has, the likeliest first.
const QStringList &addressColumnNames();

/// Begins as an address does, or names a readable file.
bool looksLikeAddress(const QString &text);

/// The column of that name: exactly so, else in any case.
std::optional<qsizetype> findColumn(const QStringList &columns, const QString &name);

/// The column called `wanted`, else the one with the likeliest usual name, else the only one, else the first whose
/// value in `firstRow` looks like an address. The error lists the columns.
Result<qsizetype> findAddressColumn(const QStringList &columns, const QStringList &firstRow, const QString &wanted);

} // namespace sluice
