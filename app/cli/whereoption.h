// What --where means, for the help of the commands that take it, and which jobs it chooses.
#pragma once

#include "core/result.h"
#include "store/storetypes.h"

#include <QCommandLineParser>

namespace sluice {

QString columnConditions();

/// By --where, or its default. One that was given and says nothing fails with kind Input: it would mean every job.
Result<JobFilter> chosenJobs(const QCommandLineParser &parser);

} // namespace sluice
