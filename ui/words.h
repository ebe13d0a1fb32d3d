// Small words that several parts of the window say.
#pragma once

#include "core/duration.h"

#include <QString>

namespace sluice {

/// "1 job", "2,000 jobs".
QString jobCount(qint64 count);

/// For setToolTip() and its role, which guess at rich text: shown as it stands, line by line, whatever is in it.
/// Empty stays empty.
QString plainTip(const QString &text);

/// "12:03:41", here.
QString clockText(WallTime time);

} // namespace sluice
