// What names a group of failures.
#pragma once

#include "core/error.h"
#include "core/waitreason.h"

#include <QString>

#include <optional>

namespace sluice {

/// Failures of one class, at one phase, whose messages read the same; at one host or at any.
struct FailureKey
{
    ErrorKind kind = ErrorKind::Internal;
    std::optional<WaitReason> phase; ///< what the jobs were at; absent where it is not known
    QString host;                    ///< HostKey::name; empty: any
    QString pattern;                 ///< messagePattern() of the error, with the status kept where that is the error

    friend bool operator==(const FailureKey &, const FailureKey &) = default;
};

} // namespace sluice
