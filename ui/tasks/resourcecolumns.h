// The columns of the table of what tasks wait for.
#pragma once

#include "async/tasksnapshot.h"

namespace sluice {

enum class ResourceColumn { Kind, Name, Limit, Held, Share, Waiters, LongestWait };
inline constexpr int resourceColumnCount = 7;

QString resourceColumnName(ResourceColumn column); ///< for the memory: never translated
QString resourceColumnTitle(ResourceColumn column);
QString resourceColumnHelp(ResourceColumn column);
bool isNumber(ResourceColumn column);
int widthInDigits(ResourceColumn column);

QString resourceCellText(const ResourceRow &resource, ResourceColumn column);

/// How much of it is used up, 0 to 1; less than 0 where that cannot be said.
double usedShare(const ResourceRow &resource);

/// Nothing of it is left, and somebody waits.
bool isExhausted(const ResourceRow &resource);

/// Less than, equal to, greater than 0.
int compareResources(const ResourceRow &one, const ResourceRow &other, ResourceColumn column);

} // namespace sluice
