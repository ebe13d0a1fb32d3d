#include "ui/importing/rejectedmodel.h"

#include "core/humanize.h"
#include "core/safetext.h"
#include "ui/words.h"

#include <QFileInfo>

namespace sluice {

namespace {

int alignmentOf(int column)
{
    return Qt::AlignVCenter | (column == RejectedModel::Line ? Qt::AlignRight : Qt::AlignLeft);
}

} // namespace

void RejectedModel::setLines(const std::vector<RejectedLine> &lines)
{
    beginResetModel();
    m_lines = lines;
    endResetModel();
}

int RejectedModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int RejectedModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RejectedModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(index.column());
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const auto &line = m_lines[static_cast<size_t>(index.row())];
    QString text;
    switch (static_cast<Column>(index.column())) {
    case Line:
        text = line.place.isEmpty() ? humanCount(line.line) : QString(); // a folder's file has none
        break;
    case Reason:
        text = visibleText(line.reason);
        break;
    case Source:
        text = visibleText(line.place.isEmpty() ? QFileInfo(line.source).fileName() : line.place);
        break;
    case ColumnCount:
        return {};
    }
    // Tool tips guess at rich text; escaping makes the guess harmless.
    return role == Qt::ToolTipRole ? plainTip(text) : text;
}

QVariant RejectedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Line:
        return tr("Line");
    case Reason:
        return tr("Why it is left out");
    case Source:
        return tr("In");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace sluice
