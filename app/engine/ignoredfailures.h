// Groups of failures that the user does not want to see: kept with the project.
#pragma once

#include "store/failurekey.h"

#include <QString>

#include <vector>

namespace sluice {

/// The name under which the project keeps them.
inline constexpr auto ignoredFailuresKey = "failures.ignored";

/// One JSON array. What a project says and this program does not know is left out.
QString toText(const std::vector<FailureKey> &keys);
std::vector<FailureKey> failureKeysFromText(const QString &text);

} // namespace sluice
