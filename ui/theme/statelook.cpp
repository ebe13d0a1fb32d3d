#include "ui/theme/statelook.h"

#include <QCoreApplication>

namespace sluice {

QString stateWord(JobState state)
{
    switch (state) {
    case JobState::Queued:
        return QCoreApplication::translate("JobState", "Queued");
    case JobState::Running:
        return QCoreApplication::translate("JobState", "Running");
    case JobState::Retrying:
        return QCoreApplication::translate("JobState", "Retrying");
    case JobState::Succeeded:
        return QCoreApplication::translate("JobState", "Succeeded");
    case JobState::Failed:
        return QCoreApplication::translate("JobState", "Failed");
    case JobState::Cancelled:
        return QCoreApplication::translate("JobState", "Cancelled");
    }
    Q_UNREACHABLE();
}

IconTone stateTone(JobState state)
{
    switch (state) {
    case JobState::Queued:
        return IconTone::Queued;
    case JobState::Running:
        return IconTone::Running;
    case JobState::Retrying:
        return IconTone::Retrying;
    case JobState::Succeeded:
        return IconTone::Succeeded;
    case JobState::Failed:
        return IconTone::Failed;
    case JobState::Cancelled:
        return IconTone::Cancelled;
    }
    Q_UNREACHABLE();
}

QIcon stateIcon(JobState state)
{
    // The icons are named like the states.
    return themedIcon(jobStateName(state), stateTone(state));
}

} // namespace sluice
