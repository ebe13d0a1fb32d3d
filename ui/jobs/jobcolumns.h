// The columns a table of jobs can have, and the text in their cells.
#pragma once

#include "store/storetypes.h"

namespace sluice {

struct JobColumn
{
    enum class Kind : quint8 {
        Id,
        State,
        Status,
        Host,
        Address,
        Time,
        Size,
        Tries,
        Result,
        Started,
        FinalAddress,
        ContentType,
        ErrorClass,
        File,
        Extra, ///< of the list, by key
        Step,  ///< of a step, by key
    };

    Kind kind = Kind::Id;
    QString key;

    QString title() const;
    QString hint() const;      ///< what it holds, for the header's tool tip
    bool isNumber() const;     ///< aligned to the right
    int widthInDigits() const; ///< a good width to begin with
    std::optional<SortKey> sortKey() const;

    /// For the project's memory of what was shown: "state", "extra:name". Never translated.
    QString name() const;
    static std::optional<JobColumn> fromName(QStringView name);

    friend bool operator==(const JobColumn &, const JobColumn &) = default;
};

/// Every column but the list's own and the steps'.
std::vector<JobColumn> builtInColumns();
std::vector<JobColumn> defaultColumns();

/// One line of visible text; may come from a server. `now` tells how far off a retry is.
QString cellText(const JobRow &row, const JobColumn &column, WallTime now);

/// What came of the job, or what it waits for, in a few words.
QString resultText(const JobRow &row, WallTime now);

} // namespace sluice
