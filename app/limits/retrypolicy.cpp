#include "limits/retrypolicy.h"

#include "core/humanize.h"
#include "limits/backoff.h"

#include <QCoreApplication>

#include <algorithm>

namespace sluice {

namespace {

constexpr int tooEarly = 425;
constexpr int tooManyRequests = 429;
constexpr int serviceUnavailable = 503;

QString tr(const char *text)
{
    return QCoreApplication::translate("sluice::RetryPolicy", text);
}

bool mayPassForStatus(const Ending &ending, const LimitProfile &profile)
{
    const auto &statuses = profile.retryStatuses;
    if (std::find(statuses.begin(), statuses.end(), ending.status) == statuses.end())
        return false;
    return ending.idempotent || ending.status == tooEarly || ending.status == tooManyRequests;
}

/// Whether the same request may end better another time, and may be sent another time.
bool mayPass(const Ending &ending, const LimitProfile &profile)
{
    switch (ending.error.value_or(ErrorKind::Internal)) {
    case ErrorKind::Dns:
    case ErrorKind::Connect:
    case ErrorKind::TimeoutConnect:
        return true;
    case ErrorKind::TimeoutFirstByte:
    case ErrorKind::TimeoutIdle:
    case ErrorKind::TimeoutAttempt:
    case ErrorKind::Protocol:
        return ending.idempotent;
    case ErrorKind::HttpStatus:
        return mayPassForStatus(ending, profile);
    case ErrorKind::Input:
    case ErrorKind::Tls:
    case ErrorKind::Size:
    case ErrorKind::Step:
    case ErrorKind::Storage:
    case ErrorKind::Internal:
        return false;
    }
    Q_UNREACHABLE();
}

/// How much of the server's wish is granted; zero when it has none.
Duration patience(const Ending &ending, const LimitProfile &profile)
{
    return std::clamp(ending.retryAfter.value_or(Duration::zero()), Duration::zero(), profile.retryAfterCap);
}

Duration hostCooldown(const Ending &ending, int attempt, const LimitProfile &profile, RandomSource &random)
{
    if (ending.status != tooManyRequests && ending.status != serviceUnavailable)
        return {};
    const auto wish = patience(ending, profile);
    if (wish > Duration::zero() || ending.status == serviceUnavailable)
        return wish;
    return equalJitter(backoffCeiling(profile.backoffBase, profile.backoffCap, attempt), random);
}

QString whatHappened(const Ending &ending)
{
    if (ending.error == ErrorKind::HttpStatus)
        return tr("The server answered %1").arg(ending.status);
    return tr("The attempt ended with “%1”").arg(errorKindName(ending.error.value_or(ErrorKind::Internal)));
}

} // namespace

RetryDecision decideRetry(const Ending &ending, int attempt, const LimitProfile &profile, RandomSource &random)
{
    RetryDecision decision;
    if (ending.outcome != Outcome::Failed)
        return decision;

    decision.hostCooldown = hostCooldown(ending, attempt, profile, random);
    if (!mayPass(ending, profile)) {
        decision.reason = tr("%1, which another attempt would not change.").arg(whatHappened(ending));
        return decision;
    }
    if (attempt > profile.retries) {
        decision.reason = tr("%1; no attempt is left after %2.").arg(whatHappened(ending), humanCount(attempt));
        return decision;
    }
    decision.retry = true;
    const auto ceiling = backoffCeiling(profile.backoffBase, profile.backoffCap, attempt);
    const auto atLeast = std::max(patience(ending, profile), decision.hostCooldown);
    decision.delay = std::max(fullJitter(ceiling, random), atLeast);
    decision.reason = tr("%1; attempt %2 of %3 follows in %4.")
                          .arg(whatHappened(ending), humanCount(attempt + 1), humanCount(profile.retries + 1),
                               humanDuration(decision.delay));
    return decision;
}

} // namespace sluice
