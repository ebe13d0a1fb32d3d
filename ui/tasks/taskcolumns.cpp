#include "ui/tasks/taskcolumns.h"

#include "core/humanize.h"
#include "core/safetext.h"
#include "ui/tasks/taskwords.h"

#include <QCoreApplication>

#include <array>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TaskColumn", text);
}

struct ColumnFacts
{
    const char *name;
    const char *title;
    const char *help;
    bool isNumber;
    int digits;
    bool shownAtFirst;
};

// clang-format off
constexpr std::array<ColumnFacts, taskColumnCount> allColumns{{
    {"lints", QT_TRANSLATE_NOOP("TaskColumn", "!"),
     QT_TRANSLATE_NOOP("TaskColumn", "How many of the findings above speak of it"), false, 5, true},
    {"id", QT_TRANSLATE_NOOP("TaskColumn", "ID"),
     QT_TRANSLATE_NOOP("TaskColumn", "In order of birth"), true, 8, true},
    {"name", QT_TRANSLATE_NOOP("TaskColumn", "Name"),
     QT_TRANSLATE_NOOP("TaskColumn", "What it does, or for which job"), false, 18, true},
    {"kind", QT_TRANSLATE_NOOP("TaskColumn", "Kind"),
     QT_TRANSLATE_NOOP("TaskColumn", "What sort of task it is"), false, 11, false},
    {"state", QT_TRANSLATE_NOOP("TaskColumn", "State"),
     QT_TRANSLATE_NOOP("TaskColumn", "Running: its thread is in it now. Ready: what it waited for has come, its thread "
                                     "has not got round to it"), false, 12, true},
    {"waiting_for", QT_TRANSLATE_NOOP("TaskColumn", "Waiting for"),
     QT_TRANSLATE_NOOP("TaskColumn", "What it waits for, and for how long; sorted by the time"), false, 26, true},
    {"stage", QT_TRANSLATE_NOOP("TaskColumn", "Stage"),
     QT_TRANSLATE_NOOP("TaskColumn", "What its job spends this time on, as in the charts"), false, 26, true},
    {"age", QT_TRANSLATE_NOOP("TaskColumn", "Age"),
     QT_TRANSLATE_NOOP("TaskColumn", "Time since it began"), true, 10, true},
    {"busy", QT_TRANSLATE_NOOP("TaskColumn", "Busy"),
     QT_TRANSLATE_NOOP("TaskColumn", "Time its thread spent in it"), true, 9, true},
    {"ready_delay", QT_TRANSLATE_NOOP("TaskColumn", "Ready delay"),
     QT_TRANSLATE_NOOP("TaskColumn", "Time from being woken to being resumed, in all: long when the thread is "
                                     "overloaded"), true, 13, false},
    {"longest_busy", QT_TRANSLATE_NOOP("TaskColumn", "Longest busy"),
     QT_TRANSLATE_NOOP("TaskColumn", "The longest it kept its thread without a pause"), true, 14, false},
    {"resumes", QT_TRANSLATE_NOOP("TaskColumn", "Resumes"),
     QT_TRANSLATE_NOOP("TaskColumn", "How often it went on after a wait"), true, 11, false},
    {"thread", QT_TRANSLATE_NOOP("TaskColumn", "Thread"),
     QT_TRANSLATE_NOOP("TaskColumn", "The thread it lives on"), false, 11, false},
    {"host", QT_TRANSLATE_NOOP("TaskColumn", "Host"),
     QT_TRANSLATE_NOOP("TaskColumn", "The host it talks to"), false, 18, true},
    {"attempt", QT_TRANSLATE_NOOP("TaskColumn", "Attempt"),
     QT_TRANSLATE_NOOP("TaskColumn", "Which attempt of its job"), true, 9, true},
    {"location", QT_TRANSLATE_NOOP("TaskColumn", "Location"),
     QT_TRANSLATE_NOOP("TaskColumn", "File and line of the program where it waits, or where it was started"),
     false, 28, false},
}};
// clang-format on

const ColumnFacts &factsOf(TaskColumn column)
{
    return allColumns[static_cast<size_t>(column)];
}

/// "job 9" before "job 10".
int compareNaturally(const QString &one, const QString &other)
{
    qsizetype i = 0;
    qsizetype j = 0;
    const auto numberAt = [](const QString &text, qsizetype from) {
        qsizetype end = from;
        while (end < text.size() && text[end].isDigit())
            ++end;
        return QStringView(text).mid(from, end - from);
    };
    while (i < one.size() && j < other.size()) {
        const auto first = numberAt(one, i);
        const auto second = numberAt(other, j);
        if (first.isEmpty() || second.isEmpty()) {
            const auto a = one[i++].toCaseFolded();
            const auto b = other[j++].toCaseFolded();
            if (a != b)
                return a < b ? -1 : 1;
            continue;
        }
        if (first.size() != second.size())
            return first.size() < second.size() ? -1 : 1;
        if (const int order = first.compare(second))
            return order;
        i += first.size();
        j += second.size();
    }
    return static_cast<int>((one.size() - i) - (other.size() - j));
}

template <typename Value>
int compareValues(const Value &one, const Value &other)
{
    return one < other ? -1 : other < one ? 1 : 0;
}

QString waitText(const TaskRow &task)
{
    if (task.waitingFor.isEmpty())
        return {};
    return tr("%1 · %2").arg(visibleText(task.waitingFor), humanDuration(task.waiting));
}

} // namespace

QString taskColumnName(TaskColumn column)
{
    return QString::fromLatin1(factsOf(column).name);
}

QString taskColumnTitle(TaskColumn column)
{
    return tr(factsOf(column).title);
}

QString taskColumnHelp(TaskColumn column)
{
    return tr(factsOf(column).help);
}

bool isNumber(TaskColumn column)
{
    return factsOf(column).isNumber;
}

int widthInDigits(TaskColumn column)
{
    return factsOf(column).digits;
}

bool isShownAtFirst(TaskColumn column)
{
    return factsOf(column).shownAtFirst;
}

QString taskCellText(const TaskRow &task, TaskColumn column)
{
    switch (column) {
    case TaskColumn::Lints:
        return task.lints.isEmpty() ? QString() : humanCount(task.lints.size());
    case TaskColumn::Id:
        return humanCount(static_cast<qint64>(task.id));
    case TaskColumn::Name:
        return visibleText(task.name);
    case TaskColumn::Kind:
        return visibleText(task.kind);
    case TaskColumn::State:
        return taskStateWord(task.state);
    case TaskColumn::WaitingFor:
        return waitText(task);
    case TaskColumn::Stage: // one that has ended is at nothing
        return task.state == TaskState::Done ? QString() : visibleText(task.stage);
    case TaskColumn::Age:
        return humanDuration(task.age);
    case TaskColumn::Busy:
        return humanDuration(task.busy);
    case TaskColumn::ReadyDelay:
        return humanDuration(task.readyDelay);
    case TaskColumn::LongestBusy:
        return humanDuration(task.longestBusy);
    case TaskColumn::Resumes:
        return humanCount(task.resumes);
    case TaskColumn::Thread:
        return visibleText(task.thread);
    case TaskColumn::Host:
        return visibleText(task.host);
    case TaskColumn::Attempt:
        return task.attempt == 0 ? QString() : humanCount(task.attempt);
    case TaskColumn::Location:
        return visibleText(task.location);
    }
    Q_UNREACHABLE();
}

int compareTasks(const TaskRow &one, const TaskRow &other, TaskColumn column)
{
    switch (column) {
    case TaskColumn::Lints:
        return compareValues(one.lints.size(), other.lints.size());
    case TaskColumn::Id:
        return compareValues(one.id, other.id);
    case TaskColumn::Name:
        return compareNaturally(one.name, other.name);
    case TaskColumn::Kind:
        return one.kind.compare(other.kind);
    case TaskColumn::State:
        return compareValues(one.state, other.state);
    case TaskColumn::WaitingFor:
        return compareValues(one.waiting, other.waiting);
    case TaskColumn::Stage:
        return one.stage.compare(other.stage);
    case TaskColumn::Age:
        return compareValues(one.age, other.age);
    case TaskColumn::Busy:
        return compareValues(one.busy, other.busy);
    case TaskColumn::ReadyDelay:
        return compareValues(one.readyDelay, other.readyDelay);
    case TaskColumn::LongestBusy:
        return compareValues(one.longestBusy, other.longestBusy);
    case TaskColumn::Resumes:
        return compareValues(one.resumes, other.resumes);
    case TaskColumn::Thread:
        return one.thread.compare(other.thread);
    case TaskColumn::Host:
        return compareNaturally(one.host, other.host);
    case TaskColumn::Attempt:
        return compareValues(one.attempt, other.attempt);
    case TaskColumn::Location:
        return compareNaturally(one.location, other.location);
    }
    Q_UNREACHABLE();
}

QString taskTableText(const std::vector<const TaskRow *> &tasks)
{
    QStringList lines;
    QStringList cells;
    for (int i = 0; i < taskColumnCount; ++i)
        cells.append(taskColumnTitle(static_cast<TaskColumn>(i)));
    lines.append(cells.join(u'\t'));
    for (const auto *task : tasks) {
        cells.clear();
        for (int i = 0; i < taskColumnCount; ++i)
            cells.append(taskCellText(*task, static_cast<TaskColumn>(i)));
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace sluice
