// From what the registry notes to what a person reads.
#pragma once

#include "async/taskregistry.h"
#include "async/tasksnapshot.h"

namespace sluice {

QString nameOf(const TaskLabel &label);     ///< "job 17"
QString stageOf(const TaskFacts &facts);    ///< translated; empty when it has none
QString locationOf(const TaskFacts &facts); ///< "jobrunner.cpp:61"
QString awaitedText(const char *awaited);   ///< a name of awaiting.h, translated

/// Tasks and counts; resources and lints are added by others.
TaskSnapshot snapshotOf(const TaskReading &reading);

} // namespace sluice
