#include "ui/tasks/followingmodel.h"

#include <algorithm>

namespace sluice {

int FollowingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

void FollowingModel::setVisibleRows(int first, int last)
{
    m_firstVisible = first;
    m_lastVisible = last;
}

void FollowingModel::follow(const RowPlan &plan, const std::vector<TableLine> &lines,
                            const std::function<void()> &takeValues)
{
    Q_EMIT aboutToFollow();
    const auto kept = static_cast<size_t>(plan.kept);
    if (kept < m_lines.size()) {
        if (plan.movesBefore)
            putInOrder(plan.before);
        beginRemoveRows({}, plan.kept, rowCount() - 1);
        m_lines.resize(kept);
        endRemoveRows();
    }
    std::vector<TableLine> next(lines.size());
    for (size_t i = 0; i < lines.size(); ++i)
        next[static_cast<size_t>(plan.after[i])] = lines[i];
    takeValues();
    std::copy_n(next.begin(), kept, m_lines.begin());
    if (kept < next.size()) {
        beginInsertRows({}, plan.kept, static_cast<int>(next.size()) - 1);
        m_lines = std::move(next);
        endInsertRows();
    }
    if (plan.movesAfter)
        putInOrder(plan.after);
    const int last = std::min(m_lastVisible, rowCount() - 1);
    if (m_firstVisible <= last)
        Q_EMIT dataChanged(index(m_firstVisible, 0), index(last, columnCount() - 1));
    Q_EMIT followed();
}

void FollowingModel::putInOrder(const std::vector<int> &order)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    std::vector<int> target(order.size());
    std::vector<TableLine> moved(order.size());
    for (size_t i = 0; i < order.size(); ++i) {
        target[static_cast<size_t>(order[i])] = static_cast<int>(i);
        moved[i] = m_lines[static_cast<size_t>(order[i])];
    }
    m_lines = std::move(moved);
    const auto former = persistentIndexList();
    QModelIndexList now;
    now.reserve(former.size());
    for (const auto &index : former)
        now.append(this->index(target[static_cast<size_t>(index.row())], index.column()));
    changePersistentIndexList(former, now);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

} // namespace sluice
