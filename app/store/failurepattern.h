// The pattern of a failure as the project file has it.
#pragma once

#include <QString>

#include <string>

namespace sluice {

/// messagePattern(); keeps the status where the status is the error.
QString failurePattern(const QString &error, const QString &errorKind, int status, const QString &host);

/// The same as SQL over `jobs AS j`, by the function failure_pattern().
inline const std::string failurePatternSql =
    "failure_pattern(j.error, j.error_kind, j.status, (SELECT name FROM hosts WHERE hosts.id = j.host_id))";

} // namespace sluice
