#include "ui/inspector/attemptlistmodel.h"

#include "core/humanize.h"
#include "core/safetext.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace sluice {

namespace {

QString clockTime(WallTime time)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    const auto local = QDateTime::fromMSecsSinceEpoch(ms.count());
    return QLocale().toString(local.date(), QLocale::ShortFormat) + local.toString(QStringLiteral(" HH:mm:ss.zzz"));
}

QString textOf(const AttemptRow &attempt, AttemptListModel::Column column)
{
    switch (column) {
    case AttemptListModel::Attempt:
        return QString::number(attempt.attempt);
    case AttemptListModel::Started:
        return clockTime(attempt.startedAt);
    case AttemptListModel::Took:
        return humanDuration(attempt.took);
    case AttemptListModel::Status:
        return attempt.status == 0 ? QStringLiteral("—") : QString::number(attempt.status);
    case AttemptListModel::Size:
        return humanBytes(attempt.bytes);
    case AttemptListModel::Ending:
        return attempt.errorKind ? visibleText(attempt.error) : AttemptListModel::tr("Succeeded");
    case AttemptListModel::ColumnCount:
        break;
    }
    Q_UNREACHABLE();
}

} // namespace

void AttemptListModel::setAttempts(std::vector<AttemptRow> attempts)
{
    beginResetModel();
    m_attempts = std::move(attempts);
    std::reverse(m_attempts.begin(), m_attempts.end());
    endResetModel();
}

int AttemptListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_attempts.size());
}

int AttemptListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AttemptListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole)
        return textOf(m_attempts[static_cast<size_t>(index.row())], column);
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (column == Started || column == Ending ? Qt::AlignLeft : Qt::AlignRight));
    return {};
}

QVariant AttemptListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Started || section == Ending ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Attempt:
        return tr("Try");
    case Started:
        return tr("Started");
    case Took:
        return tr("Time");
    case Status:
        return tr("Status");
    case Size:
        return tr("Size");
    case Ending:
        return tr("How it ended");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace sluice
