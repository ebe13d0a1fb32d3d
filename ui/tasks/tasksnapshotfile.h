// A snapshot of the tasks as a file.
#pragma once

#include "async/tasksnapshot.h"
#include "core/result.h"

namespace sluice {

/// JSON (engine/taskjson.h) where the name ends in .json, else text for reading. The file is whole or not there. For
/// any thread. Errors are sentences.
Result<void> writeTaskSnapshot(const TaskSnapshot &snapshot, const QString &path);

/// The findings, the resources and a table of tasks, in the reader's language.
QString taskSnapshotText(const TaskSnapshot &snapshot);

} // namespace sluice
