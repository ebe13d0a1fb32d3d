#include "ui/jobs/jobcelldelegate.h"

#include "ui/jobs/jobtablemodel.h"
#include "ui/theme/statelook.h"

namespace sluice {

namespace {

bool isSecondRank(JobColumn::Kind kind)
{
    return kind == JobColumn::Kind::Result || kind == JobColumn::Kind::Id;
}

/// The beginning of an address says little, its end much; so leave out the middle.
Qt::TextElideMode elideModeOf(JobColumn::Kind kind)
{
    const bool isAddress =
        kind == JobColumn::Kind::Address || kind == JobColumn::Kind::FinalAddress || kind == JobColumn::Kind::File;
    return isAddress ? Qt::ElideMiddle : Qt::ElideRight;
}

} // namespace

CellDelegate::Manner JobCellDelegate::mannerOf(const QModelIndex &index) const
{
    const auto kind = static_cast<JobColumn::Kind>(index.data(JobTableModel::ColumnKindRole).toInt());
    const auto state = index.data(JobTableModel::StateRole);
    const bool loaded = state.isValid();
    Manner manner{.dimmed = !loaded || isSecondRank(kind), .elide = elideModeOf(kind), .icon = {}};
    if (loaded && kind == JobColumn::Kind::State)
        manner.icon = stateIcon(static_cast<JobState>(state.toInt()));
    return manner;
}

} // namespace sluice
