// What a report says of a run in tables: rows of a label and texts.
#pragma once

#include "engine/keptrun.h"

#include <QStringList>

namespace sluice {

using FactRows = std::vector<QStringList>;

FactRows numberRows(const KeptRun &run);
/// Reason, time, share of all; largest first, without what took none.
FactRows waitRows(const KeptRun &run);
FactRows limitRows(const KeptRun &run);
FactRows environmentRows(const KeptRun &run);
/// When and what was changed; at most `most`.
FactRows markRows(const KeptRun &run, size_t most);

} // namespace sluice
