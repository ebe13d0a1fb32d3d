#include "ui/charts/charttable.h"

#include "core/isotime.h"
#include "core/safetext.h"
#include "formats/rowwriter.h"

#include <QLocale>

#include <cmath>

namespace sluice {

namespace {

constexpr int longestMark = 500;

/// A thousandth is more than is measured.
QJsonValue number(double value)
{
    return std::isfinite(value) ? QJsonValue(std::round(value * 1000) / 1000) : QJsonValue();
}

} // namespace

ChartTable chartTable(const ChartSpec &chart, const RunSeries &series, double from, double to)
{
    ChartTable table;
    table.columns = {QStringLiteral("time"), QStringLiteral("seconds")};
    for (const auto &curve : chart.curves)
        table.columns.append(curve.column);
    table.columns.append(QStringLiteral("mark"));
    const auto [first, last] = series.within(from, to);
    for (size_t i = first; i < last; ++i) {
        const auto &point = series.points()[i];
        const double time = series.timeOf(point);
        if (time < from || time > to)
            continue;
        std::vector<QJsonValue> row{isoTime(point.second), number(time)};
        for (const auto &curve : chart.curves)
            row.push_back(number(curve.value(point) - (curve.kind == CurveKind::Gap ? curve.base(point) : 0)));
        row.push_back(point.mark.isEmpty() ? QJsonValue() : QJsonValue(visibleText(point.mark, longestMark)));
        table.rows.push_back(std::move(row));
    }
    return table;
}

QString toText(const ChartTable &table)
{
    auto text = table.columns.join(u'\t') + u'\n';
    for (const auto &row : table.rows) {
        QStringList cells;
        for (const auto &cell : row)
            cells.append(cell.toVariant().toString());
        text += cells.join(u'\t') + u'\n';
    }
    return text;
}

Result<void> saveTable(const ChartTable &table, const QString &fileName)
{
    auto opened = openRowWriter(fileName);
    if (!opened)
        return opened.error();
    const auto &writer = opened.value();
    if (auto begun = writer->begin(table.columns); !begun)
        return begun;
    for (const auto &row : table.rows) {
        if (auto written = writer->write(row); !written)
            return written;
    }
    return writer->finish();
}

ChartTableModel::ChartTableModel(ChartTable table, QObject *parent)
    : QAbstractTableModel(parent), m_table(std::move(table))
{
}

int ChartTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int ChartTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size());
}

QVariant ChartTableModel::data(const QModelIndex &index, int role) const
{
    const auto &cell = m_table.rows[static_cast<size_t>(index.row())][static_cast<size_t>(index.column())];
    if (role == Qt::DisplayRole)
        return cell.isDouble() ? QLocale().toString(cell.toDouble(), 'g', 8) : cell.toVariant();
    if (role == Qt::TextAlignmentRole && cell.isDouble())
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return role == Qt::DisplayRole && orientation == Qt::Horizontal ? QVariant(m_table.columns.at(section))
                                                                    : QVariant();
}

} // namespace sluice
