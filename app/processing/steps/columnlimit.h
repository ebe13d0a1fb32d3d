// How much a step may put into the results of one job.
#pragma once

#include "core/result.h"

#include <QJsonObject>

namespace sluice {

/// All values of one step together: 1 MiB of text and JSON. Every row of the table and of an export carries them.
constexpr qint64 mostColumnBytes = qint64(1) << 20;
/// What a value counts for besides its text, so that many small ones are seen too.
constexpr qint64 bytesPerValue = 16;

/// So many columns at most; a table with more can neither be shown nor exported with sense.
constexpr int mostColumns = 1000;

/// Kind Step.
Error columnsTooLarge();

/// Whether the columns of a step are within both limits; the error says which one is exceeded. Takes time in proportion
/// to their size, and stops at the limit.
Result<void> checkColumns(const QJsonObject &columns);

} // namespace sluice
