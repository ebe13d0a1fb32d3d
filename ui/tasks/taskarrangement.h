// Which tasks are shown, in which order: worked out off the window's thread.
#pragma once

#include "ui/tasks/followingmodel.h"
#include "ui/tasks/resourcecolumns.h"
#include "ui/tasks/taskcolumns.h"
#include "ui/tasks/taskwords.h"

#include <QSet>

#include <memory>

namespace sluice {

struct TaskQuery
{
    QString text;                       ///< every word must be in the name, host, state, stage or what it waits for
    std::vector<TaskState> states;      ///< empty: all
    bool tree = true;                   ///< by parent, else flat
    QSet<quint64> closed;               ///< their children are hidden
    TaskColumn sortBy = TaskColumn::Id; ///< those that have ended come last whatever the order
    bool descending = false;
    ResourceColumn sortResourcesBy = ResourceColumn::Kind;
    bool resourcesDescending = false;

    bool operator==(const TaskQuery &) const = default;
};

struct TaskArrangement
{
    std::shared_ptr<const TaskSnapshot> snapshot;
    TaskQuery query; ///< that it answers
    std::vector<TableLine> lines;
    std::vector<quint64> ids;                          ///< of the lines
    RowPlan plan;                                      ///< from what was shown before
    std::array<qint64, allTaskStates.size()> counts{}; ///< by state, of all
    qint64 matches = 0;

    std::vector<TableLine> resourceLines;
    std::vector<QString> resourceKeys;
    RowPlan resourcePlan;
};

/// A pure function, for any thread. `shownIds` and `shownResources` are those of the arrangement that is on show.
TaskArrangement arrangeTasks(std::shared_ptr<const TaskSnapshot> snapshot, const TaskQuery &query,
                             const std::vector<quint64> &shownIds, const std::vector<QString> &shownResources);

} // namespace sluice
