// Small words that several parts of the window say.
#pragma once

#include "core/duration.h"

#include <QString>

namespace sluice {

/// "1 job", "2,000 jobs".
QString jobCount(qint64 count);

/// "12:03:41", here.
QString clockText(WallTime time);

} // namespace sluice
