// What each limit may be, and the words for it: the one table behind validation, project files, dialogs and help.
#pragma once

#include "limits/limitprofile.h"

#include <array>
#include <variant>

namespace sluice {

enum class LimitField : quint8 {
    InFlight,
    PerHost,
    RatePerSecond,
    Threads,
    ConnectTimeout,
    IdleTimeout,
    AttemptTimeout,
    Retries,
    BackoffBase,
    BackoffCap,
    RetryAfterCap,
    MaxBodyBytes,
    MaxMemoryBytes,
    StepTimeout,
    StepMemory,
};
inline constexpr size_t limitFieldCount = 15;

enum class LimitUnit : quint8 { Count, PerSecond, Seconds, Bytes };

/// One field of a LimitProfile. Numbers are in the unit named: durations in seconds. Counts and bytes are whole.
struct LimitRange
{
    using Member =
        std::variant<int LimitProfile::*, double LimitProfile::*, Duration LimitProfile::*, qint64 LimitProfile::*>;

    LimitField field;
    QLatin1StringView key;    ///< in project and profile files: "inFlight"
    QLatin1StringView option; ///< of `sluice-cli run`, without dashes: "limit"; empty where there is none
    LimitUnit unit;
    double minimum;
    double maximum;
    Member member;
    const char *labelText;
    const char *sentenceText;
    const char *zeroText; ///< null: 0 has no meaning of its own

    QString label() const;               ///< "Jobs in flight"
    QString sentence() const;            ///< what it does, for dialogs and help
    QString unitText() const;            ///< "", "per second", "s", "bytes"
    QString zeroMeans() const;           ///< "no limit": 0 is allowed below the minimum; empty: it is not
    double fallback() const;             ///< of profile "balanced"
    bool isWhole() const;                ///< fractions are refused
    bool allows(double value) const;     ///< also false for what is not a number, and for fractions of counts
    QString problem(double value) const; ///< a sentence; empty when allowed
    double valueIn(const LimitProfile &profile) const;
    /// The value must be allowed. Does not touch the profile's name.
    void setValueIn(LimitProfile *profile, double value) const;
};

/// In the order of LimitField, which is the order for dialogs and help too.
const std::array<LimitRange, limitFieldCount> &limitRanges();
const LimitRange &limitRange(LimitField field);

/// The statuses that may be in LimitProfile::retryStatuses.
inline constexpr int lowestRetryStatus = 400;
inline constexpr int highestRetryStatus = 599;

} // namespace sluice
