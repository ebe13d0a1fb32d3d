#include "store/columnnames.h"

#include "store/sqlvalues.h"

namespace sluice {

static const char *kindName(ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::Extra:
        return "extra";
    case ColumnKind::Result:
        return "result";
    }
    Q_UNREACHABLE();
}

ColumnNames::ColumnNames(SQLite::Database &database, ColumnKind kind)
    : m_insert(database, "INSERT INTO columns (kind, position, name) VALUES (?1, ?2, ?3)")
    , m_names(readColumnNames(database, kind))
    , m_known(m_names.begin(), m_names.end())
    , m_saved(m_names.size())
{
    m_insert.bind(1, kindName(kind));
}

void ColumnNames::add(const QStringList &names)
{
    for (const auto &name : names) {
        if (m_known.contains(name))
            continue;
        bindNumber(m_insert, 2, m_names.size());
        m_insert.bind(3, name.toStdString()); // a column without a name is still one
        run(m_insert);
        m_known.insert(name);
        m_names.append(name);
    }
}

void ColumnNames::rolledBack()
{
    m_names.resize(m_saved);
    m_known = QSet<QString>(m_names.begin(), m_names.end());
}

QStringList readColumnNames(SQLite::Database &database, ColumnKind kind)
{
    QStringList names;
    SQLite::Statement query(database, "SELECT name FROM columns WHERE kind = ? ORDER BY position");
    query.bind(1, kindName(kind));
    while (query.executeStep())
        names.append(textAt(query, 0));
    return names;
}

} // namespace sluice
