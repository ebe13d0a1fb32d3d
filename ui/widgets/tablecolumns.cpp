#include "ui/widgets/tablecolumns.h"

#include "ui/widgets/columnsbutton.h"

#include <QEvent>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMenu>
#include <QScopedValueRollback>
#include <QTableView>

#include <algorithm>

namespace sluice {

namespace {

const auto columnsKey = QStringLiteral("columns");
const auto widthsKey = QStringLiteral("widths");
const auto sortKey = QStringLiteral("sort");
const auto descendingKey = QStringLiteral("descending");

constexpr int widestKept = 4'000;

} // namespace

TableColumns::TableColumns(QTableView *table, std::vector<TableColumn> columns, int sortedBy, Qt::SortOrder order)
    : QObject(table)
    , m_table(table)
    , m_header(table->horizontalHeader())
    , m_columns(std::move(columns))
    , m_sortedAtFirst(sortedBy)
    , m_orderAtFirst(order)
{
    m_header->setSectionsMovable(true);
    m_header->setSectionsClickable(true);
    m_header->setStretchLastSection(false);
    m_header->setSortIndicatorShown(true);
    m_header->setSortIndicator(sortedBy, order);
    setShown(usual());
    m_table->viewport()->installEventFilter(this);
    connect(m_header, &QHeaderView::sectionResized, this,
            [this](int section, int, int width) { resized(section, width); });
    connect(m_header, &QHeaderView::sortIndicatorChanged, this, &TableColumns::memoryChanged);
    connect(m_header, &QHeaderView::sectionMoved, this, [this] {
        if (m_applying)
            return;
        applyWidths(); // another one may take the room now
        Q_EMIT memoryChanged();
    });
}

void TableColumns::offerIn(ColumnsButton *button)
{
    for (size_t i = 0; i < m_columns.size(); ++i) {
        auto title = titleOf(static_cast<int>(i));
        auto *action = button->menu()->addAction(title.replace(u'&', QStringLiteral("&&")));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, i](bool on) { choose(static_cast<int>(i), on); });
        m_ticks.push_back(action);
    }
    button->menu()->addSeparator();
    button->menu()->addAction(tr("&Usual columns"), this, &TableColumns::backToUsual);
    button->serve(m_header);
    tick();
}

std::vector<int> TableColumns::shown() const
{
    std::vector<int> sections;
    for (int place = 0; place < m_header->count(); ++place) {
        if (const int section = m_header->logicalIndex(place); !m_header->isSectionHidden(section))
            sections.push_back(section);
    }
    return sections;
}

QString TableColumns::memory() const
{
    QJsonArray names;
    for (const int section : shown())
        names.append(m_columns[static_cast<size_t>(section)].name);
    QJsonObject widths;
    for (const auto &[section, width] : m_widths)
        widths.insert(m_columns[static_cast<size_t>(section)].name, width);
    const int sorted = m_header->sortIndicatorSection();
    const QJsonObject object{
        {columnsKey, names},
        {widthsKey, widths},
        {sortKey, sorted < 0 ? QString() : m_columns[static_cast<size_t>(sorted)].name},
        {descendingKey, m_header->sortIndicatorOrder() == Qt::DescendingOrder},
    };
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void TableColumns::recall(const QString &memory)
{
    const auto object = QJsonDocument::fromJson(memory.toUtf8()).object();
    std::vector<int> sections;
    const auto names = object.value(columnsKey).toArray();
    for (const auto &name : names) {
        const int section = sectionOf(name.toString());
        if (section >= 0 && std::ranges::find(sections, section) == sections.end())
            sections.push_back(section);
    }
    m_widths.clear();
    const auto widths = object.value(widthsKey).toObject();
    for (auto it = widths.begin(); it != widths.end(); ++it) {
        const int section = sectionOf(it.key());
        const int width = it.value().toInt();
        if (section >= 0 && width > 0)
            m_widths[section] = std::clamp(width, m_header->minimumSectionSize(), widestKept);
    }
    setShown(sections.empty() ? usual() : sections);
    const int sorted = sectionOf(object.value(sortKey).toString());
    const auto order = object.value(descendingKey).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder;
    m_header->setSortIndicator(sorted < 0 ? m_sortedAtFirst : sorted, sorted < 0 ? m_orderAtFirst : order);
}

bool TableColumns::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fillRoom();
    return QObject::eventFilter(watched, event);
}

/// Those that are hidden keep the place behind the column that they follow in the model.
void TableColumns::setShown(const std::vector<int> &sections)
{
    auto order = sections;
    for (int section = 0; section < static_cast<int>(m_columns.size()); ++section) {
        if (std::ranges::find(sections, section) != sections.end())
            continue;
        const auto before = std::ranges::find(order, section - 1);
        order.insert(before == order.end() ? order.begin() : before + 1, section);
    }
    {
        const QScopedValueRollback guard(m_applying, true);
        for (int place = 0; place < static_cast<int>(order.size()); ++place) {
            const int section = order[static_cast<size_t>(place)];
            m_header->moveSection(m_header->visualIndex(section), place);
            m_header->setSectionHidden(section, std::ranges::find(sections, section) == sections.end());
        }
    }
    applyWidths();
    tick();
}

void TableColumns::choose(int section, bool on)
{
    // A table without a column would be a table without a way back.
    if (on || shown().size() > 1) {
        {
            const QScopedValueRollback guard(m_applying, true);
            m_header->setSectionHidden(section, !on);
        }
        applyWidths();
        Q_EMIT memoryChanged();
    }
    tick();
}

void TableColumns::backToUsual()
{
    m_widths.clear();
    setShown(usual());
    Q_EMIT memoryChanged();
}

void TableColumns::applyWidths()
{
    {
        const QScopedValueRollback guard(m_applying, true);
        for (const int section : shown())
            m_header->resizeSection(section, widthOf(section));
    }
    fillRoom();
}

void TableColumns::fillRoom()
{
    const QScopedValueRollback guard(m_applying, true);
    const int section = filler();
    const int others = m_header->length() - m_header->sectionSize(section);
    m_header->resizeSection(section, std::max(widthOf(section), m_table->viewport()->width() - others));
}

void TableColumns::resized(int section, int width)
{
    if (m_applying || width == 0)
        return;
    if (section != filler()) // that one only takes what is left
        m_widths[section] = width;
    fillRoom();
    Q_EMIT memoryChanged();
}

void TableColumns::tick()
{
    for (size_t i = 0; i < m_ticks.size(); ++i)
        m_ticks[i]->setChecked(!m_header->isSectionHidden(static_cast<int>(i)));
}

std::vector<int> TableColumns::usual() const
{
    std::vector<int> sections;
    for (size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].shownAtFirst)
            sections.push_back(static_cast<int>(i));
    }
    return sections;
}

QString TableColumns::titleOf(int section) const
{
    const auto spoken = m_table->model()->headerData(section, Qt::Horizontal, Qt::AccessibleTextRole).toString();
    return spoken.isEmpty() ? m_table->model()->headerData(section, Qt::Horizontal).toString() : spoken;
}

int TableColumns::widthOf(int section) const
{
    if (const auto chosen = m_widths.find(section); chosen != m_widths.end())
        return chosen->second;
    const int digit = m_table->fontMetrics().horizontalAdvance(u'0');
    return std::max(m_columns[static_cast<size_t>(section)].digits * digit, m_header->sectionSizeHint(section));
}

int TableColumns::filler() const
{
    const auto sections = shown();
    const auto holdsText = [this](int section) {
        const auto alignment = m_table->model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).toInt();
        return (alignment & Qt::AlignRight) == 0;
    };
    const auto last = std::find_if(sections.rbegin(), sections.rend(), holdsText);
    return last == sections.rend() ? sections.back() : *last;
}

int TableColumns::sectionOf(const QString &name) const
{
    const auto found = std::ranges::find(m_columns, name, &TableColumn::name);
    return found == m_columns.end() ? -1 : static_cast<int>(found - m_columns.begin());
}

} // namespace sluice
