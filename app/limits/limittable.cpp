// The table itself; what it answers is in limitranges.cpp.
#include "limits/limitranges.h"

#include <QCoreApplication>

namespace sluice {

namespace {

constexpr QLatin1StringView operator""_l1(const char *text, size_t size)
{
    return QLatin1StringView(text, static_cast<qsizetype>(size));
}

constexpr std::array<LimitRange, limitFieldCount> table{{
    {LimitField::InFlight, "inFlight"_l1, "limit"_l1, LimitUnit::Count, 1, 50'000, &LimitProfile::inFlight,
     QT_TRANSLATE_NOOP("sluice::LimitRange", "Jobs in flight"),
     QT_TRANSLATE_NOOP("sluice::LimitRange", "How many jobs may be fetched or processed at once, over all hosts."),
     nullptr},
    {LimitField::PerHost, "perHost"_l1, "per-host"_l1, LimitUnit::Count, 1, 50'000, &LimitProfile::perHost,
     QT_TRANSLATE_NOOP("sluice::LimitRange", "Requests per host"),
     QT_TRANSLATE_NOOP("sluice::LimitRange",
                       "How many of them may ask the same host at once; keeps one server from being overrun."),
     nullptr},
    {LimitField::RatePerSecond, "ratePerSecond"_l1, "rate"_l1, LimitUnit::PerSecond, 0.001, 100'000,
     &LimitProfile::ratePerSecond, QT_TRANSLATE_NOOP("sluice::LimitRange", "Request rate"),
     QT_TRANSLATE_NOOP("sluice::LimitRange", "How many requests may start each second, over all hosts."),
     QT_TRANSLATE_NOOP("sluice::LimitRange", "no limit")},
    {LimitField::Threads, "threads"_l1, "threads"_l1, LimitUnit::Count, 1, 256, &LimitProfile::threads,
     QT_TRANSLATE_NOOP("sluice::LimitRange", "Computing threads"),
     QT_TRANSLATE_NOOP("sluice::LimitRange", "How many steps compute at once, each on a thread of its own."),
     QT_TRANSLATE_NOOP("sluice::LimitRange", "one fewer than the processor has cores")},
    {LimitField::ConnectTimeout, "connectTimeout"_l1, "connect-timeout"_l1, LimitUnit::Seconds, 0.01, 3'600,
     &LimitProfile::connectTimeout, QT_TRANSLATE_NOOP("sluice::LimitRange", "Connect timeout"),
     QT_TRANSLATE_NOOP("sluice::LimitRange",
                       "How long finding the host, connecting and agreeing on encryption may take together."),
     nullptr},
    {LimitField::IdleTimeout, "idleTimeout"_l1, "idle-timeout"_l1, LimitUnit::Seconds, 0.01, 86'400,
     &LimitProfile::idleTimeout, QT_TRANSLATE_NOOP("sluice::LimitRange", "Idle timeout"),
     QT_TRANSLATE_NOOP("sluice::LimitRange",
                       "An attempt ends when, once the answer has begun, no data arrived for this long. The wait for "
                       "its first byte is limited by the attempt timeout (--timeout) alone."),
     nullptr},
    {LimitField::AttemptTimeout, "attemptTimeout"_l1, "timeout"_l1, LimitUnit::Seconds, 0.01, 86'400,
     &LimitProfile::attemptTimeout, QT_TRANSLATE_NOOP("sluice::LimitRange", "Attempt timeout"),
     QT_TRANSLATE_NOOP("sluice::LimitRange",
                       "How long one whole attempt may take, redirects included; raise it for large files."),
     nullptr},
    {LimitField::Retries, "retries"_l1, "retries"_l1, LimitUnit::Count, 0, 100, &LimitProfile::retries,
     QT_TRANSLATE_NOOP("sluice::LimitRange", "Retries"),
     QT_TRANSLATE_NOOP("sluice::LimitRange",
                       "How often a job is tried again after its first attempt failed in a way that may pass."),
     nullptr},
    {LimitField::BackoffBase, "backoffBase"_l1, "backoff"_l1, LimitUnit::Seconds, 0, 3'600, &LimitProfile::backoffBase,
     QT_TRANSLATE_NOOP("sluice::LimitRange", "First pause"),
     QT_TRANSLATE_NOOP(
         "sluice::LimitRange",
         "The longest pause before the first retry; it doubles with each further one, and chance shortens each."),
     nullptr},
    {LimitField::BackoffCap, "backoffCap"_l1, ""_l1, LimitUnit::Seconds, 0, 86'400, &LimitProfile::backoffCap,
     QT_TRANSLATE_NOOP("sluice::LimitRange", "Longest pause"),
     QT_TRANSLATE_NOOP("sluice::LimitRange", "No pause before a retry grows longer than this."), nullptr},
    {LimitField::RetryAfterCap, "retryAfterCap"_l1, ""_l1, LimitUnit::Seconds, 1, 86'400, &LimitProfile::retryAfterCap,
     QT_TRANSLATE_NOOP("sluice::LimitRange", "Longest Retry-After"),
     QT_TRANSLATE_NOOP("sluice::LimitRange",
                       "How much patience a server may ask for; of a longer wish, this much is granted."),
     nullptr},
    {LimitField::MaxBodyBytes, "maxBodyBytes"_l1, ""_l1, LimitUnit::Bytes, 1, 1'125'899'906'842'624,
     &LimitProfile::maxBodyBytes, QT_TRANSLATE_NOOP("sluice::LimitRange", "Largest body"),
     QT_TRANSLATE_NOOP("sluice::LimitRange", "A response that grows larger, after decompression, fails."),
     QT_TRANSLATE_NOOP("sluice::LimitRange", "no limit")},
    {LimitField::MaxMemoryBytes, "maxMemoryBytes"_l1, ""_l1, LimitUnit::Bytes, 1'024, 68'719'476'736,
     &LimitProfile::maxMemoryBytes, QT_TRANSLATE_NOOP("sluice::LimitRange", "Largest body in memory"),
     QT_TRANSLATE_NOOP("sluice::LimitRange", "A body that grows larger waits for its steps in a file, not in memory."),
     nullptr},
    {LimitField::StepTimeout, "stepTimeout"_l1, "step-timeout"_l1, LimitUnit::Seconds, 1, 86'400,
     &LimitProfile::stepTimeout, QT_TRANSLATE_NOOP("sluice::LimitRange", "Time of a step"),
     QT_TRANSLATE_NOOP("sluice::LimitRange", "A child process that computes longer on one body is ended."), nullptr},
    {LimitField::StepMemory, "stepMemoryBytes"_l1, "step-memory"_l1, LimitUnit::Bytes, 268'435'456, 1'099'511'627'776,
     &LimitProfile::stepMemoryBytes, QT_TRANSLATE_NOOP("sluice::LimitRange", "Memory of a step"),
     QT_TRANSLATE_NOOP("sluice::LimitRange",
                       "A step that is isolated cannot have more: it fails, and the run goes on."),
     nullptr},
}};
constexpr bool inOrder()
{
    for (size_t i = 0; i < table.size(); ++i) {
        if (static_cast<size_t>(table[i].field) != i)
            return false;
    }
    return true;
}
static_assert(inOrder(), "limitRange() looks up by position");

} // namespace

const std::array<LimitRange, limitFieldCount> &limitRanges()
{
    return table;
}

const LimitRange &limitRange(LimitField field)
{
    return table[static_cast<size_t>(field)];
}

} // namespace sluice
