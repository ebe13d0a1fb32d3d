#include "limits/limitprofile.h"

#include "limits/limitranges.h"

#include <QCoreApplication>
#include <QThread>

#include <algorithm>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sluice::LimitProfile", text);
}

/// For other people's servers, unasked: slow, patient, few at once.
LimitProfile polite()
{
    LimitProfile profile;
    profile.name = QStringLiteral("polite");
    profile.inFlight = 8;
    profile.perHost = 2;
    profile.ratePerSecond = 2;
    profile.connectTimeout = std::chrono::seconds(20);
    profile.idleTimeout = std::chrono::seconds(40);
    profile.attemptTimeout = std::chrono::seconds(120);
    profile.retries = 3;
    profile.backoffBase = std::chrono::seconds(2);
    profile.backoffCap = std::chrono::minutes(5);
    profile.retryAfterCap = std::chrono::hours(1);
    return profile;
}

/// For a server of one's own that is to be pushed: many at once, and slowness is a finding, not a thing to sit out.
LimitProfile stress()
{
    LimitProfile profile;
    profile.name = QStringLiteral("stress");
    profile.inFlight = 512;
    profile.perHost = 128;
    profile.connectTimeout = std::chrono::seconds(3);
    profile.idleTimeout = std::chrono::seconds(5);
    profile.attemptTimeout = std::chrono::seconds(10);
    profile.retries = 1;
    profile.backoffBase = std::chrono::milliseconds(100);
    profile.backoffCap = std::chrono::seconds(2);
    profile.retryAfterCap = std::chrono::seconds(5);
    return profile;
}

QStringList statusProblems(const std::vector<int> &statuses)
{
    QStringList problems;
    for (const auto status : statuses) {
        if (status < lowestRetryStatus || status > highestRetryStatus)
            problems += tr("Statuses to retry (retryStatuses) holds %1; each must be from %2 to %3.")
                            .arg(status)
                            .arg(lowestRetryStatus)
                            .arg(highestRetryStatus);
    }
    return problems;
}

} // namespace

std::vector<LimitProfile> namedProfiles()
{
    return {polite(), LimitProfile(), stress()};
}

Result<LimitProfile> namedProfile(QStringView name)
{
    QStringList names;
    for (auto &profile : namedProfiles()) {
        if (profile.name == name)
            return profile;
        names += profile.name;
    }
    return Error{ErrorKind::Input, tr("There is no profile named “%1”; choose one of: %2.")
                                       .arg(name.toString(), names.join(QLatin1StringView(", ")))};
}

QStringList problemsOf(const LimitProfile &profile)
{
    QStringList problems;
    if (profile.name.isEmpty())
        problems += tr("The profile has no name.");
    for (const auto &range : limitRanges()) {
        const auto problem = range.problem(range.valueIn(profile));
        if (!problem.isEmpty())
            problems += problem;
    }
    if (profile.backoffBase > profile.backoffCap)
        problems += tr("The first pause (backoffBase, %1 s) is longer than the longest pause (backoffCap, %2 s).")
                        .arg(seconds(profile.backoffBase))
                        .arg(seconds(profile.backoffCap));
    return problems + statusProblems(profile.retryStatuses);
}

int effectiveThreads(const LimitProfile &profile)
{
    return profile.threads > 0 ? profile.threads : std::max(1, QThread::idealThreadCount() - 1);
}

} // namespace sluice
