#include "ui/tasks/taskarrangement.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr int noParent = -1;

bool letsThrough(const TaskQuery &query, const QStringList &words, const TaskRow &task)
{
    if (!query.states.empty() && std::ranges::find(query.states, task.state) == query.states.end())
        return false;
    return std::ranges::all_of(words, [&task](const QString &word) {
        const auto has = [&word](const QString &text) {
            return text.contains(word, Qt::CaseInsensitive);
        };
        return has(task.name) || has(task.host) || has(task.waitingFor) || has(task.stage) ||
               has(taskStateWord(task.state));
    });
}

void sortTasks(std::vector<int> *indexes, const std::vector<TaskRow> &tasks, const TaskQuery &query)
{
    std::ranges::sort(*indexes, [&](int one, int other) {
        const auto &first = tasks[static_cast<size_t>(one)];
        const auto &second = tasks[static_cast<size_t>(other)];
        // Thousands that have ended would hide the few that live.
        const bool firstEnded = first.state == TaskState::Done;
        if (firstEnded != (second.state == TaskState::Done))
            return !firstEnded;
        const int order = compareTasks(first, second, query.sortBy);
        if (order != 0)
            return query.descending ? order > 0 : order < 0;
        return first.id < second.id;
    });
}

/// Index of each one's parent. A parent is always older: so there are no circles, whatever the snapshot says.
std::vector<int> parentsOf(const std::vector<TaskRow> &tasks)
{
    QHash<quint64, int> byId;
    byId.reserve(static_cast<qsizetype>(tasks.size()));
    for (size_t i = 0; i < tasks.size(); ++i)
        byId.insert(tasks[i].id, static_cast<int>(i));
    std::vector<int> parents(tasks.size(), noParent);
    for (size_t i = 0; i < tasks.size(); ++i) {
        if (tasks[i].parent != 0 && tasks[i].parent < tasks[i].id)
            parents[i] = byId.value(tasks[i].parent, noParent);
    }
    return parents;
}

std::vector<TableLine> treeLines(const std::vector<TaskRow> &tasks, const std::vector<bool> &matches,
                                 const TaskQuery &query)
{
    const auto parents = parentsOf(tasks);
    std::vector<bool> shown(tasks.size(), false);
    std::vector<int> order;
    for (size_t i = 0; i < tasks.size(); ++i) {
        if (!matches[i])
            continue;
        for (int up = static_cast<int>(i); up != noParent && !shown[static_cast<size_t>(up)];
             up = parents[static_cast<size_t>(up)]) {
            shown[static_cast<size_t>(up)] = true;
            order.push_back(up);
        }
    }
    sortTasks(&order, tasks, query);

    std::vector<std::vector<int>> children(tasks.size());
    std::vector<TableLine> pending;
    for (const int index : order) {
        const int parent = parents[static_cast<size_t>(index)];
        if (parent == noParent)
            pending.push_back({.index = index});
        else
            children[static_cast<size_t>(parent)].push_back(index);
    }
    std::ranges::reverse(pending); // the next one is taken from the end
    std::vector<TableLine> lines;
    lines.reserve(order.size());
    while (!pending.empty()) {
        auto line = pending.back();
        pending.pop_back();
        const auto at = static_cast<size_t>(line.index);
        line.hasChildren = !children[at].empty();
        line.isOpen = line.hasChildren && !query.closed.contains(tasks[at].id);
        line.isContext = !matches[at];
        lines.push_back(line);
        if (!line.isOpen)
            continue;
        for (auto child = children[at].rbegin(); child != children[at].rend(); ++child)
            pending.push_back({.index = *child, .depth = line.depth + 1});
    }
    return lines;
}

std::vector<TableLine> flatLines(const std::vector<TaskRow> &tasks, const std::vector<bool> &matches,
                                 const TaskQuery &query)
{
    std::vector<int> order;
    for (size_t i = 0; i < tasks.size(); ++i) {
        if (matches[i])
            order.push_back(static_cast<int>(i));
    }
    sortTasks(&order, tasks, query);
    std::vector<TableLine> lines;
    lines.reserve(order.size());
    for (const int index : order)
        lines.push_back({.index = index});
    return lines;
}

void arrangeResources(TaskArrangement *result, const TaskQuery &query, const std::vector<QString> &shown)
{
    const auto &resources = result->snapshot->resources;
    auto &lines = result->resourceLines;
    for (size_t i = 0; i < resources.size(); ++i)
        lines.push_back({.index = static_cast<int>(i)});
    std::ranges::stable_sort(lines, [&](const TableLine &one, const TableLine &other) {
        const int order = compareResources(resources[static_cast<size_t>(one.index)],
                                           resources[static_cast<size_t>(other.index)], query.sortResourcesBy);
        return query.resourcesDescending ? order > 0 : order < 0;
    });
    for (const auto &line : lines) {
        const auto &resource = resources[static_cast<size_t>(line.index)];
        result->resourceKeys.push_back(
            QStringLiteral("%1 %2").arg(QString::number(static_cast<int>(resource.kind)), resource.name));
    }
    result->resourcePlan = planRows(shown, result->resourceKeys);
}

} // namespace

TaskArrangement arrangeTasks(std::shared_ptr<const TaskSnapshot> snapshot, const TaskQuery &query,
                             const std::vector<quint64> &shownIds, const std::vector<QString> &shownResources)
{
    TaskArrangement result;
    result.snapshot = std::move(snapshot);
    const auto &tasks = result.snapshot->tasks;
    result.query = query;
    const auto words = query.text.split(u' ', Qt::SkipEmptyParts);
    std::vector<bool> matches(tasks.size());
    for (size_t i = 0; i < tasks.size(); ++i) {
        ++result.counts[static_cast<size_t>(tasks[i].state)];
        matches[i] = letsThrough(query, words, tasks[i]);
        result.matches += matches[i] ? 1 : 0;
    }
    result.lines = query.tree ? treeLines(tasks, matches, query) : flatLines(tasks, matches, query);
    result.ids.reserve(result.lines.size());
    for (const auto &line : result.lines)
        result.ids.push_back(tasks[static_cast<size_t>(line.index)].id);
    result.plan = planRows(shownIds, result.ids);
    arrangeResources(&result, query, shownResources);
    return result;
}

} // namespace sluice
