// The one place where a filter or an order becomes SQL.
#pragma once

#include "store/storetypes.h"

#include <SQLiteCpp/Statement.h>

#include <string>
#include <variant>
#include <vector>

namespace sluice {

/// A condition over `jobs AS j` with its values, which are always bound. Jobs of an import that is not
/// finished never match. Searching for text ignores the case of ASCII letters.
class FilterQuery
{
public:
    explicit FilterQuery(const JobFilter &filter);

    const std::string &condition() const { return m_condition; }

    /// They are ?1 to this.
    size_t parameters() const { return m_values.size(); }

    /// Binds the values from ?1 on; answers the index of the next free parameter.
    int bind(SQLite::Statement &statement) const;

private:
    void add(const std::string &condition);
    std::string parameter(std::variant<qint64, double, QString> value);
    std::string phase(std::optional<WaitReason> phase);
    std::string idsOf(const QStringList &hosts);
    void addPhase(std::optional<WaitReason> wanted, std::optional<WallTime> asOf);
    void addText(const QString &text);
    void addColumn(const ColumnCondition &condition);
    std::string testOf(const ColumnCondition &condition);

    std::string m_condition;
    std::vector<std::variant<qint64, double, QString>> m_values;
};

/// The ORDER BY expression over `jobs AS j`, ending in the id. Absent values come last in either direction.
std::string orderBy(const JobOrder &order, std::optional<WallTime> asOf = {});

} // namespace sluice
