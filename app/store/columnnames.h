// The names of a project's own columns, in order of first appearance.
#pragma once

#include <SQLiteCpp/Statement.h>

#include <QSet>
#include <QStringList>

namespace sluice {

enum class ColumnKind { Extra, Result }; ///< of the imported lists; of the steps

/// Notices names not seen before and writes them. Writer thread; add() throws SQLite::Exception.
class ColumnNames
{
public:
    ColumnNames(SQLite::Database &database, ColumnKind kind);

    void add(const QStringList &names);

    void committed() { m_saved = m_names.size(); }
    void rolledBack();

private:
    SQLite::Statement m_insert;
    QStringList m_names;
    QSet<QString> m_known;
    qsizetype m_saved = 0;
};

QStringList readColumnNames(SQLite::Database &database, ColumnKind kind);

} // namespace sluice
