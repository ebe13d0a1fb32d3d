// Small words that several parts of the window say.
#pragma once

#include <QString>

namespace sluice {

/// "1 job", "2,000 jobs".
QString jobCount(qint64 count);

} // namespace sluice
