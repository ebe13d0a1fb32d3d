// A source file as the house rules see it.
#pragma once

#include <QString>
#include <QStringList>

namespace sluice::checks {

struct SourceText
{
    QString path; ///< from the root of the project, with slashes
    QString text; ///< as it is

    /// `text` with comments and what stands in quotes turned to blanks; same length, same lines, so that
    /// positions in one are positions in the other.
    QString code;

    SourceText(QString filePath, QString fileText);

    bool isHeader() const { return path.endsWith(QLatin1StringView(".h")); }
    bool isCpp() const { return isHeader() || path.endsWith(QLatin1StringView(".cpp")); }
    int lineOf(qsizetype position) const; ///< counted from 1
};

/// What a rule does not like.
struct Finding
{
    int line = 0;
    QString sentence;
};

using Findings = std::vector<Finding>;

} // namespace sluice::checks
