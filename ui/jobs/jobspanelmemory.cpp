#include "ui/jobs/jobspanelmemory.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace sluice {

namespace {

const auto columnsKey = QStringLiteral("columns");
const auto widthsKey = QStringLiteral("widths");
const auto statesKey = QStringLiteral("states");
const auto searchKey = QStringLiteral("search");
const auto sortKey = QStringLiteral("sort");
const auto descendingKey = QStringLiteral("descending");

/// Columns are sorted by key, and each key belongs to one built-in column: its name is stored.
QString nameOf(SortKey key)
{
    for (const auto &column : builtInColumns()) {
        if (column.sortKey() == key)
            return column.name();
    }
    return {};
}

} // namespace

QString toText(const JobsPanelMemory &memory)
{
    QJsonArray columns;
    for (const auto &column : memory.columns)
        columns.append(column.name());
    QJsonArray states;
    for (const auto state : memory.states)
        states.append(QString(jobStateName(state)));
    const QJsonObject object{
        {columnsKey, columns},      {widthsKey, memory.widths},          {statesKey, states},
        {searchKey, memory.search}, {sortKey, nameOf(memory.order.key)}, {descendingKey, memory.order.descending},
    };
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

JobsPanelMemory jobsPanelMemoryFromText(const QString &text)
{
    const auto object = QJsonDocument::fromJson(text.toUtf8()).object();
    JobsPanelMemory memory;
    std::vector<JobColumn> columns;
    const auto columnNames = object.value(columnsKey).toArray();
    for (const auto &name : columnNames) {
        if (const auto column = JobColumn::fromName(name.toString()))
            columns.push_back(*column);
    }
    if (!columns.empty())
        memory.columns = std::move(columns);
    const auto stateNames = object.value(statesKey).toArray();
    for (const auto &name : stateNames) {
        if (const auto state = jobStateFromName(name.toString()))
            memory.states.push_back(*state);
    }
    memory.widths = object.value(widthsKey).toObject();
    memory.search = object.value(searchKey).toString();
    const auto sorted = JobColumn::fromName(object.value(sortKey).toString());
    if (sorted && sorted->sortKey())
        memory.order.key = *sorted->sortKey();
    memory.order.descending = object.value(descendingKey).toBool();
    return memory;
}

} // namespace sluice
