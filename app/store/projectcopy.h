// A whole project under another name.
#pragma once

#include "core/result.h"

#include <QString>

namespace sluice {

/// Writes a compact copy of what is committed, beside any writer; an existing file is not replaced. Blocking, as long
/// as the file is large. A copy that fails half-way leaves nothing.
Result<void> copyProject(const QString &from, const QString &to);

} // namespace sluice
