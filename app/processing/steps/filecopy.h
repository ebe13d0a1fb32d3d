// Another name for the same bytes.
#pragma once

#include "async/canceltoken.h"
#include "core/result.h"

#include <QString>

namespace sluice {

/// Copies a file to a path where nothing is; the copy shares its blocks with the file where the file system can do
/// that. An incomplete copy is removed. Errors are of kind Step for the source, of kind Storage for the copy.
Result<void> copyFile(const QString &source, const QString &copy, const CancelToken &token);

/// A second name for a file that nobody writes to any more; a copy where the file system has no second names.
Result<void> linkOrCopyFile(const QString &source, const QString &second, const CancelToken &token);

} // namespace sluice
