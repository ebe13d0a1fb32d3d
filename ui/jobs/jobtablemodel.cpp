#include "ui/jobs/jobtablemodel.h"

#include "core/humanize.h"

#include <algorithm>
#include <unordered_map>

namespace sluice {

namespace {

constexpr int pageSize = JobPageCache::pageSize;
/// More would only make the newest wish wait behind older ones.
constexpr size_t mostUnderWay = 4;

int alignmentOf(const JobColumn &column)
{
    return Qt::AlignVCenter | (column.isNumber() ? Qt::AlignRight : Qt::AlignLeft);
}

WallTime wallNow()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

} // namespace

JobTableModel::JobTableModel(QObject *parent) : QAbstractTableModel(parent)
{
    m_ask.setSingleShot(true);
    m_ask.setInterval(0);
    connect(&m_ask, &QTimer::timeout, this, &JobTableModel::askForVisiblePages);
}

void JobTableModel::setColumns(std::vector<JobColumn> columns)
{
    if (columns == m_columns)
        return;
    beginResetModel();
    m_columns = std::move(columns);
    endResetModel();
}

void JobTableModel::setIds(const std::vector<JobId> &ids)
{
    const bool grownOnly = ids.size() >= m_ids.size() && std::equal(m_ids.begin(), m_ids.end(), ids.begin());
    if (grownOnly && ids.size() == m_ids.size())
        return;
    auto known = rowsInView();
    if (grownOnly && !m_ids.empty()) {
        beginInsertRows({}, static_cast<int>(m_ids.size()), static_cast<int>(ids.size()) - 1);
        m_ids = ids;
        m_pages.clear(); // the last page has grown
        m_underWay.clear();
        restore(std::move(known));
        endInsertRows();
    } else {
        beginResetModel();
        m_ids = ids;
        m_pages.clear();
        m_underWay.clear();
        restore(std::move(known));
        endResetModel();
    }
    m_ask.start();
}

void JobTableModel::setRows(int tag, const std::vector<JobRow> &rows)
{
    const auto asked = m_underWay.find(tag);
    if (asked == m_underWay.end())
        return;
    const int pageNumber = asked->second;
    m_underWay.erase(asked);
    const int first = pageNumber * pageSize;
    auto *page = m_pages.find(pageNumber);
    if (page && page->askedFor == tag) {
        page->askedFor = 0;
        // Both are in the order of the ids; a job that is gone leaves its old row.
        auto given = rows.begin();
        for (size_t i = 0; i < page->rows.size() && given != rows.end(); ++i) {
            if (m_ids[static_cast<size_t>(first) + i] == given->id)
                page->rows[i] = *given++;
        }
        Q_EMIT dataChanged(index(first, 0), index(first + rowsOnPage(pageNumber) - 1, columnCount() - 1));
    }
    m_ask.start();
}

void JobTableModel::setVisibleRows(int first, int last)
{
    if (first == m_firstVisible && last == m_lastVisible)
        return;
    m_firstVisible = first;
    m_lastVisible = last;
    m_ask.start();
}

void JobTableModel::refresh()
{
    m_pages.markStale();
    m_ask.start();
}

const JobRow *JobTableModel::rowAt(int row) const
{
    const auto *page = m_pages.find(row / pageSize);
    if (!page)
        return nullptr;
    const auto &found = page->rows[static_cast<size_t>(row % pageSize)];
    return number(found.id) == 0 ? nullptr : &found;
}

int JobTableModel::rowOf(JobId id) const
{
    const auto it = std::find(m_ids.begin(), m_ids.end(), id);
    return it == m_ids.end() ? -1 : static_cast<int>(it - m_ids.begin());
}

int JobTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int JobTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant JobTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &column = m_columns[static_cast<size_t>(index.column())];
    const auto *row = rowAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        if (row)
            return cellText(*row, column, m_moment.value_or(wallNow()));
        return column.kind == JobColumn::Kind::Id ? humanCount(number(idAt(index.row()))) : QStringLiteral("…");
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case StateRole:
        return row ? QVariant(static_cast<int>(row->state)) : QVariant();
    case ColumnKindRole:
        return static_cast<int>(column.kind);
    case LoadedRole:
        return row != nullptr;
    default:
        return {};
    }
}

QVariant JobTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const auto &column = m_columns[static_cast<size_t>(section)];
    if (role == Qt::DisplayRole)
        return column.title();
    if (role == Qt::ToolTipRole)
        return column.hint();
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(column);
    return {};
}

int JobTableModel::rowsOnPage(int page) const
{
    return std::min(pageSize, rowCount() - page * pageSize);
}

void JobTableModel::askForVisiblePages()
{
    if (m_ids.empty())
        return;
    const int lastPage = (rowCount() - 1) / pageSize;
    const int from = std::clamp(m_firstVisible / pageSize, 0, lastPage);
    const int seenTo = std::clamp(m_lastVisible / pageSize, from, lastPage);
    // The page after the last one seen, too, once: scrolling then finds it there.
    for (int number = from; number <= std::min(seenTo + 1, lastPage) && m_underWay.size() < mostUnderWay; ++number) {
        const bool known = m_pages.find(number) != nullptr;
        if (number > seenTo && known)
            break;
        auto &page = m_pages.use(number, rowsOnPage(number));
        if (!page.stale || page.askedFor != 0)
            continue;
        page.stale = false;
        page.askedFor = ++m_lastTag;
        m_underWay[page.askedFor] = number;
        const auto first = m_ids.begin() + number * pageSize;
        Q_EMIT rowsWanted(page.askedFor, std::vector<JobId>(first, first + rowsOnPage(number)));
    }
}

std::vector<JobRow> JobTableModel::rowsInView() const
{
    std::vector<JobRow> rows;
    const int last = std::min(m_lastVisible, rowCount() - 1);
    for (int i = std::max(m_firstVisible, 0); i <= last; ++i) {
        if (const auto *row = rowAt(i))
            rows.push_back(*row);
    }
    return rows;
}

void JobTableModel::restore(std::vector<JobRow> rows)
{
    std::unordered_map<qint64, JobRow *> byId;
    for (auto &row : rows)
        byId[number(row.id)] = &row;
    const int last = std::min(m_lastVisible, rowCount() - 1);
    for (int i = std::max(m_firstVisible, 0); i <= last; ++i) {
        const auto found = byId.find(number(idAt(i)));
        if (found == byId.end())
            continue;
        auto &page = m_pages.use(i / pageSize, rowsOnPage(i / pageSize));
        page.rows[static_cast<size_t>(i % pageSize)] = std::move(*found->second);
    }
}

} // namespace sluice
