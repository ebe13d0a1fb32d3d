// What SQLite says, in words for a person.
#pragma once

#include "core/error.h"

#include <SQLiteCpp/Exception.h>

#include <QLoggingCategory>

namespace sluice {

Q_DECLARE_LOGGING_CATEGORY(storeLog)

/// Kind Storage: what happened to which file and what to do. Kind Internal and no message when the
/// query was interrupted.
Error storageError(const SQLite::Exception &fault, const QString &path);

} // namespace sluice
