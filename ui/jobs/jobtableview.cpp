#include "ui/jobs/jobtableview.h"

#include "ui/jobs/jobcelldelegate.h"
#include "ui/jobs/jobtablemodel.h"
#include "ui/jobs/selectionkeeper.h"
#include "ui/widgets/tablesetup.h"

#include <QHeaderView>
#include <QJsonObject>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

namespace sluice {

namespace {

constexpr int narrowestAddress = 160;

} // namespace

JobTableView::JobTableView(JobTableModel *model, QWidget *parent) : QTableView(parent), m_model(model)
{
    setAccessibleName(tr("Jobs"));
    setItemDelegate(new JobCellDelegate(this));
    setContextMenuPolicy(Qt::CustomContextMenu);
    setUpTable(this, model);
    auto *columns = horizontalHeader();
    columns->setStretchLastSection(true);
    columns->setSortIndicatorShown(true);
    columns->setSortIndicator(0, Qt::AscendingOrder);
    columns->setSectionsClickable(true);
    // After the model was set: the view resets itself first, then the keeper puts the selection back.
    m_keeper = new SelectionKeeper(model, selectionModel(), this);
    applyWidths();
    connect(columns, &QHeaderView::sectionResized, this, [this](int section, int, int size) {
        const auto &all = m_model->columns();
        // The last one only fills what is left.
        if (!m_applying && section >= 0 && section + 1 < static_cast<int>(all.size()))
            m_widths[all[static_cast<size_t>(section)].name()] = size;
    });
    connect(this, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT activatedJob(number(m_model->idAt(index.row()))); });
    connect(model, &QAbstractItemModel::rowsInserted, this, &JobTableView::tellVisibleRows);
}

QJsonObject JobTableView::columnWidths() const
{
    QJsonObject result;
    for (const auto &[name, width] : m_widths)
        result.insert(name, width);
    return result;
}

void JobTableView::setColumnWidths(const QJsonObject &widths)
{
    m_widths.clear();
    for (auto it = widths.begin(); it != widths.end(); ++it)
        m_widths[it.key()] = it.value().toInt();
    applyWidths();
}

void JobTableView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    tellVisibleRows();
}

void JobTableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    shareRoom();
    tellVisibleRows();
}

void JobTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    if (m_keeper && m_keeper->isRestoring())
        return; // the same job in another row; and the view must not scroll after it
    QTableView::currentChanged(current, previous);
    if (m_keeper)
        Q_EMIT currentJobChanged(current.isValid() ? number(m_model->idAt(current.row())) : 0);
}

void JobTableView::reset()
{
    const int position = verticalScrollBar()->value();
    QTableView::reset();
    verticalScrollBar()->setValue(position);
    if (m_model->columns() != m_shownColumns)
        applyWidths();
    tellVisibleRows();
}

void JobTableView::tellVisibleRows()
{
    const int first = rowAt(0);
    const int last = rowAt(viewport()->height() - 1);
    m_model->setVisibleRows(std::max(first, 0), last < 0 ? m_model->rowCount() - 1 : last);
}

void JobTableView::shareRoom()
{
    const JobColumn address{JobColumn::Kind::Address, {}};
    const auto found = std::find(m_shownColumns.begin(), m_shownColumns.end(), address);
    const auto last = static_cast<int>(m_shownColumns.size()) - 1;
    const int section = static_cast<int>(found - m_shownColumns.begin());
    if (section >= last || m_widths.contains(address.name()))
        return;
    const QScopedValueRollback guard(m_applying, true);
    int others = 0;
    for (int i = 0; i < last; ++i)
        others += i == section ? 0 : columnWidth(i);
    setColumnWidth(section, std::max(narrowestAddress, (viewport()->width() - others) * 55 / 100));
}

void JobTableView::applyWidths()
{
    const QScopedValueRollback guard(m_applying, true);
    m_shownColumns = m_model->columns();
    const int digit = fontMetrics().horizontalAdvance(u'0');
    int section = 0;
    for (const auto &column : m_shownColumns) {
        const auto kept = m_widths.find(column.name());
        const int width = kept != m_widths.end() ? kept->second : column.widthInDigits() * digit;
        const bool fillsTheRest = section + 1 == static_cast<int>(m_shownColumns.size());
        setColumnWidth(section++, fillsTheRest ? horizontalHeader()->minimumSectionSize() : width);
    }
    shareRoom();
}

} // namespace sluice
