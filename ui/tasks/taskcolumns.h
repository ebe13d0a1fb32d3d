// The columns of the table of tasks.
#pragma once

#include "async/tasksnapshot.h"

namespace sluice {

enum class TaskColumn {
    Lints,
    Id,
    Name,
    Kind,
    State,
    WaitingFor,
    Stage,
    Age,
    Busy,
    ReadyDelay,
    LongestBusy,
    Resumes,
    Thread,
    Host,
    Attempt,
    Location,
};
inline constexpr int taskColumnCount = 16;

QString taskColumnName(TaskColumn column); ///< for the memory: never translated
QString taskColumnTitle(TaskColumn column);
QString taskColumnHelp(TaskColumn column); ///< what it tells, in a sentence
bool isNumber(TaskColumn column);
int widthInDigits(TaskColumn column);
bool isShownAtFirst(TaskColumn column);

/// For reading: units, thousands separators, hostile text made visible. Empty where there is nothing to say.
QString taskCellText(const TaskRow &task, TaskColumn column);

/// Less than, equal to, greater than 0.
int compareTasks(const TaskRow &one, const TaskRow &other, TaskColumn column);

/// Lines of cells with tabs between them, under a line of titles: for the clipboard and files.
QString taskTableText(const std::vector<const TaskRow *> &tasks);

} // namespace sluice
