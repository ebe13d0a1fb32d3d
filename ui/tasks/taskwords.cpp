#include "ui/tasks/taskwords.h"

#include "core/humanize.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TaskWords", text);
}

} // namespace

QString taskStateWord(TaskState state)
{
    switch (state) {
    case TaskState::Running:
        return tr("Running");
    case TaskState::Ready:
        return tr("Ready");
    case TaskState::Waiting:
        return tr("Waiting");
    case TaskState::Cancelled:
        return tr("Cancelled");
    case TaskState::Done:
        return tr("Done");
    }
    Q_UNREACHABLE();
}

QIcon taskStateIcon(TaskState state)
{
    switch (state) {
    case TaskState::Running:
        return themedIcon(QLatin1StringView("running"), IconTone::Running);
    case TaskState::Ready:
        return themedIcon(QLatin1StringView("ready"), IconTone::Retrying);
    case TaskState::Waiting:
        return themedIcon(QLatin1StringView("waiting"), IconTone::Queued);
    case TaskState::Cancelled:
        return themedIcon(QLatin1StringView("cancelled"), IconTone::Cancelled);
    case TaskState::Done:
        return themedIcon(QLatin1StringView("succeeded"), IconTone::Succeeded);
    }
    Q_UNREACHABLE();
}

QString resourceKindWord(ResourceRow::Kind kind)
{
    switch (kind) {
    case ResourceRow::Kind::Semaphore:
        return tr("Places");
    case ResourceRow::Kind::Bucket:
        return tr("Rate");
    case ResourceRow::Kind::Pool:
        return tr("Threads");
    case ResourceRow::Kind::Writer:
        return tr("Project file");
    }
    Q_UNREACHABLE();
}

QString taskCount(qint64 count)
{
    return count == 1 ? tr("1 task") : tr("%1 tasks").arg(humanCount(count));
}

} // namespace sluice
