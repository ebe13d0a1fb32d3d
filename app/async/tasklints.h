// What is wrong with the tasks of an engine.
#pragma once

#include "async/taskhistory.h"
#include "async/tasksnapshot.h"

namespace sluice {

/// Judges a snapshot and what happened in the last minute; pure. In the order of their weight:
/// - "lost-wakeup": waits, and nothing is left that could wake it
/// - "window-blocked": the window's event loop did one thing for over 16 ms
/// - "slow-resume": ran over 100 ms without suspending
/// - "computing-here": computed for over 20 ms in one turn on the engine's thread
/// - "loop-lag": the 99th percentile of the engine loop's lag is over 50 ms, or it is overdue by as much now
/// - "cancelled-alive": lives 2 s after it was cancelled
/// - "backoff-with-place": waits before another try, with a place in flight in hand
std::vector<TaskLint> lintTasks(const TaskSnapshot &snapshot, const TaskEvents &events);

/// Puts the lints into the snapshot and their names beside the tasks they speak of.
void applyLints(TaskSnapshot *snapshot, std::vector<TaskLint> lints);

} // namespace sluice
