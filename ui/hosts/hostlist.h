// Which hosts are shown, in which order.
#pragma once

#include "ui/hosts/hostcolumns.h"

#include <memory>

namespace sluice {

struct ProjectOptions;

struct HostOrder
{
    HostColumn column = HostColumn::InFlight;
    bool descending = true;

    friend bool operator==(const HostOrder &, const HostOrder &) = default;
};

/// The rows of a table, ready to be shown. Shared with the thread that made it; never changed.
struct HostList
{
    std::vector<HostRow> rows;
    WallTime now{};   ///< that they speak of
    qint64 known = 0; ///< before the search
    qint64 dropped = 0;
    qint64 cooling = 0; ///< of those known
    qint64 paused = 0;
};

/// Rows whose name holds the text (ignoring case), in order; those that are equal by name. May take a tenth of a second
/// for very many: not for the GUI thread.
HostList arrange(std::vector<HostRow> rows, qint64 dropped, const QString &search, const HostOrder &order,
                 WallTime now);

} // namespace sluice
