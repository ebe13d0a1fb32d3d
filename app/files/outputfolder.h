#pragma once

#include "core/result.h"
#include "files/filedescriptor.h"

#include <QStringList>

namespace sluice {

/// Opens root/components..., making what is missing. Below root no symbolic link is followed, so nothing
/// that somebody else put there leads outside. Errors are of kind Storage.
Result<FileDescriptor> openOutputFolder(const QString &root, const QStringList &components);

/// "Cannot <what>: <the system's reason>", or that the disk is full. For errno values. Of kind Input where the reason
/// is this one name (too long, a file where a folder should be, gone), else of kind Storage: that concerns every job.
Error storageFault(const QString &what, int systemError);

} // namespace sluice
