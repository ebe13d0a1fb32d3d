// What the parts of the failures page say of a group.
#pragma once

#include "store/failureboard.h"

#include <QString>

namespace sluice {

/// "https://example.org", or "on 17 hosts".
QString hostsText(const FailureCluster &cluster);
/// "No response within … s": FailureKey::pattern, with one sign for whatever differs from job to job.
QString patternText(const FailureKey &key);
/// "waiting for the first byte"; "—" where it is not known.
QString phaseText(const FailureKey &key);
/// "14:03:12", with the day where that is not today.
QString momentText(WallTime time);
/// "0, 0, 3, 12, …": the bars for those who do not see them.
QString trendText(const FailureCluster &cluster);
/// "No answer in time, waiting for the first byte, on 17 hosts. First 14:03:12, last 14:05:40."
QString summaryText(const FailureCluster &cluster);

} // namespace sluice
