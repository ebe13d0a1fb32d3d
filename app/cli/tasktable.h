// Tasks as text.
#pragma once

#include "async/tasksnapshot.h"

namespace sluice {

enum class TaskOrder {
    Flat, ///< by id
    Tree, ///< below their parents, by id
};

/// What is wrong first, then resources, then the tasks that live. Every line is visible-safe.
QStringList taskLines(const TaskSnapshot &snapshot, TaskOrder order);

} // namespace sluice
