// Matches on their way into columns.
#pragma once

#include "core/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpressionMatch>

#include <vector>

namespace sluice {

/// Collects what the groups took in each match.
class RegexMatches
{
public:
    /// `groups`: number in the expression and name of the column; a name may come twice, at most one of them takes
    /// part in a match.
    explicit RegexMatches(const std::vector<std::pair<int, QString>> &groups);

    /// Fails with kind Step when there is too much.
    Result<void> add(const QRegularExpressionMatch &match);
    int count() const { return m_count; }

    QJsonObject first() const;
    QJsonObject all() const;

private:
    struct Column
    {
        QString name;
        std::vector<int> groups;
        QJsonArray values{};
    };

    std::vector<Column> m_columns;
    int m_count = 0;
    qint64 m_bytes = 0;
};

} // namespace sluice
