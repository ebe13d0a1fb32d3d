// The columns of the table of hosts: their words, and what they are sorted by.
#pragma once

#include "core/hostrow.h"

#include <array>

namespace sluice {

enum class HostColumn {
    Host,
    State,
    InFlight,
    Waiting,
    Rate,
    FirstByteP50,
    FirstByteP99,
    Reuse,
    Attempts,
    Failed,
    Errors,
    Bytes,
    Http,
    MostTime,
};
inline constexpr size_t hostColumnCount = 14;

/// What a host is at, in the order in which that matters to a person.
enum class HostState { Paused, Cooling, Active, Quiet };
HostState hostStateOf(const HostRow &row, WallTime now);

QString hostColumnName(HostColumn column); ///< for the memory: never translated
QString hostHeader(HostColumn column);
QString hostHeaderTip(HostColumn column);
bool isNumber(HostColumn column);
int widthInDigits(HostColumn column);
bool isShownAtFirst(HostColumn column);

/// For one cell. `now` is the moment the row speaks of.
QString hostText(const HostRow &row, HostColumn column, WallTime now);
/// More than fits into the cell; empty where there is no more.
QString hostTip(const HostRow &row, HostColumn column);
/// For who does not see the cell beside its header and its bar; empty: as hostText().
QString hostSpokenText(const HostRow &row, HostColumn column);

/// What the rows are put in order by, but for the host itself: that is by name.
double hostSortValue(const HostRow &row, HostColumn column, WallTime now);

/// The reason that took most of the host's time; none when nothing did.
std::optional<WaitReason> mostTimeOf(const HostRow &row);

} // namespace sluice
