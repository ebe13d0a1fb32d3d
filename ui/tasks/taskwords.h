// How the parts of a task are said and shown.
#pragma once

#include "async/tasksnapshot.h"
#include "ui/theme/icons.h"

#include <array>

namespace sluice {

inline constexpr std::array allTaskStates{TaskState::Running, TaskState::Ready, TaskState::Waiting,
                                          TaskState::Cancelled, TaskState::Done};

QString taskStateWord(TaskState state); ///< "Waiting": translated
QIcon taskStateIcon(TaskState state);
QString resourceKindWord(ResourceRow::Kind kind);

/// "1 task", "2,000 tasks".
QString taskCount(qint64 count);

} // namespace sluice
