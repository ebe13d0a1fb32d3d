#include "core/jobstate.h"

namespace sluice {

bool isLegalTransition(JobState from, JobState to)
{
    switch (from) {
    case JobState::Queued: return to == JobState::Running || to == JobState::Cancelled;
    // back to queued: a stop, or the process died
    case JobState::Running: return to != JobState::Running;
    case JobState::Retrying: return to == JobState::Running || to == JobState::Cancelled || to == JobState::Queued;
    case JobState::Succeeded:
    case JobState::Failed:
    case JobState::Cancelled: return to == JobState::Queued;
    }
    Q_UNREACHABLE();
}

bool isFinished(JobState state)
{
    return state == JobState::Succeeded || state == JobState::Failed || state == JobState::Cancelled;
}

QLatin1StringView jobStateName(JobState state)
{
    switch (state) {
    case JobState::Queued: return QLatin1StringView("queued");
    case JobState::Running: return QLatin1StringView("running");
    case JobState::Retrying: return QLatin1StringView("retrying");
    case JobState::Succeeded: return QLatin1StringView("succeeded");
    case JobState::Failed: return QLatin1StringView("failed");
    case JobState::Cancelled: return QLatin1StringView("cancelled");
    }
    Q_UNREACHABLE();
}

std::optional<JobState> jobStateFromName(QStringView name)
{
    for (const auto state : allJobStates) {
        if (name == jobStateName(state))
            return state;
    }
    return std::nullopt;
}

} // namespace sluice
