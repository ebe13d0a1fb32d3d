// Giving something complete its name, without ever replacing anything.
#pragma once

#include "core/result.h"

#include <QByteArray>

namespace sluice {

enum class Placed { Yes, Taken, Failed }; ///< Failed: errno says why

/// Moves a file or folder to a name, unless there is something of that name; atomic. Both folders are on one file
/// system. On a file system that cannot refuse to replace, files go by a second name; folders then fail.
Placed placeAs(int fromFolder, const QByteArray &from, int toFolder, const QByteArray &to);

/// Puts a complete file or folder below root under its relative path (safe, see expandNameTemplate) or, when that is
/// taken, "NAME (2)" and so on; makes both the content of a file and the name durable; returns the path. Waits for
/// the disk: for a pool thread. Errors are those of storageFault().
Result<QString> placeBelow(const QString &root, const QString &relativePath, const QString &complete);

} // namespace sluice
