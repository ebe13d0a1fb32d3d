#include "cli/tasktable.h"

#include "core/humanize.h"
#include "core/safetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <map>

namespace sluice {

namespace {

constexpr size_t columns = 7;
using Cells = std::array<QString, columns>;

QString tr(const char *text)
{
    return QCoreApplication::translate("TasksCommand", text);
}

QString spanText(Duration span)
{
    const auto value = seconds(span);
    if (value < 1)
        return tr("%1 ms").arg(value * 1000, 0, 'f', value < 0.01 ? 1 : 0);
    return tr("%1 s").arg(value, 0, 'f', value < 100 ? 1 : 0);
}

QString stateText(TaskState state)
{
    switch (state) {
    case TaskState::Running:
        return tr("running");
    case TaskState::Ready:
        return tr("ready");
    case TaskState::Waiting:
        return tr("waiting");
    case TaskState::Cancelled:
        return tr("cancelled");
    case TaskState::Done:
        return tr("done");
    }
    Q_UNREACHABLE();
}

QString waitText(const TaskRow &row)
{
    if (row.waitingFor.isEmpty())
        return {};
    return tr("%1, %2").arg(row.waitingFor, spanText(row.waiting));
}

Cells cellsOf(const TaskRow &row, int depth)
{
    const auto mark = row.lints.isEmpty() ? QString() : QStringLiteral(" !");
    return {QString::number(row.id),
            stateText(row.state) + mark,
            QString(2 * depth, u' ') + row.name,
            waitText(row),
            spanText(row.age),
            spanText(row.busy),
            row.host};
}

/// Rows with how deep they stand, those whose parent has ended at the top.
std::vector<std::pair<const TaskRow *, int>> ordered(const std::vector<const TaskRow *> &rows, TaskOrder order)
{
    std::vector<std::pair<const TaskRow *, int>> result;
    if (order == TaskOrder::Flat) {
        for (const auto *row : rows)
            result.emplace_back(row, 0);
        return result;
    }
    std::map<quint64, std::vector<const TaskRow *>> children;
    std::map<quint64, bool> lives;
    for (const auto *row : rows)
        lives[row->id] = true;
    for (const auto *row : rows) // a parent is older than its children: what says otherwise is no tree
        children[lives.contains(row->parent) && row->parent < row->id ? row->parent : 0].push_back(row);
    std::vector<std::pair<quint64, size_t>> path{{0, 0}};
    while (!path.empty()) {
        const auto [parent, next] = path.back();
        const auto &siblings = children[parent];
        if (next == siblings.size()) {
            path.pop_back();
            continue;
        }
        ++path.back().second;
        result.emplace_back(siblings[next], static_cast<int>(path.size()) - 1);
        path.emplace_back(siblings[next]->id, 0);
    }
    return result;
}

QStringList aligned(const std::vector<Cells> &rows)
{
    std::array<int, columns> widths{};
    for (const auto &cells : rows) {
        for (size_t i = 0; i < columns; ++i)
            widths[i] = std::max(widths[i], static_cast<int>(cells[i].size()));
    }
    QStringList lines;
    for (const auto &cells : rows) {
        QString line;
        for (size_t i = 0; i < columns; ++i) {
            const bool isNumber = i == 0 || i == 4 || i == 5;
            line += (isNumber ? cells[i].rightJustified(widths[i]) : cells[i].leftJustified(widths[i])) +
                    QStringLiteral("  ");
        }
        lines.append(visibleText(line, 400));
    }
    return lines;
}

QString resourceLine(const ResourceRow &row)
{
    auto line = row.limit > 0 ? tr("%1: %2 of %3").arg(row.name, humanNumber(row.held), humanNumber(row.limit))
                              : tr("%1: %2").arg(row.name, humanNumber(row.held));
    if (row.waiters > 0)
        line += tr(", %1 waiting, the longest for %2").arg(humanCount(row.waiters), spanText(row.longestWait));
    return visibleText(line);
}

} // namespace

QStringList taskLines(const TaskSnapshot &snapshot, TaskOrder order)
{
    QStringList lines;
    for (const auto &lint : snapshot.lints) {
        lines.append(visibleText(QStringLiteral("! %1: %2").arg(lint.name, lint.text), 2000));
        lines.append(visibleText(QStringLiteral("  %1").arg(lint.remedy), 2000));
    }
    for (const auto &resource : snapshot.resources)
        lines.append(resourceLine(resource));
    if (!lines.isEmpty())
        lines.append(QString());
    std::vector<const TaskRow *> living;
    for (const auto &row : snapshot.tasks) {
        if (row.state != TaskState::Done)
            living.push_back(&row);
    }
    std::vector<Cells> cells{
        {tr("id"), tr("state"), tr("name"), tr("waiting for, since"), tr("age"), tr("busy"), tr("host")}};
    for (const auto &[row, depth] : ordered(living, order))
        cells.push_back(cellsOf(*row, depth));
    lines += aligned(cells);
    lines.append(tr("%1 tasks live, %2 have ended.")
                     .arg(humanCount(static_cast<qint64>(living.size())), humanCount(snapshot.finished)));
    if (snapshot.dropped > 0)
        lines.append(tr("There was no room to note %1 more.").arg(humanCount(snapshot.dropped)));
    return lines;
}

} // namespace sluice
