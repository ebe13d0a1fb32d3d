#include "engine/limitchanges.h"

#include "core/humanize.h"
#include "engine/hostrules.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sluice::LimitChanges", text);
}

} // namespace

QString markOf(const ProjectOptions &optionsBefore, const ProjectOptions &optionsAfter, const QString &who)
{
    const auto &before = optionsBefore.limits;
    const auto &after = optionsAfter.limits;
    QStringList changes;
    if (before.inFlight != after.inFlight)
        changes.append(tr("limit %1 → %2").arg(before.inFlight).arg(after.inFlight));
    if (before.perHost != after.perHost)
        changes.append(tr("per host %1 → %2").arg(before.perHost).arg(after.perHost));
    if (before.ratePerSecond != after.ratePerSecond)
        changes.append(tr("rate %1/s → %2/s").arg(before.ratePerSecond).arg(after.ratePerSecond));
    if (before.attemptTimeout != after.attemptTimeout)
        changes.append(
            tr("timeout %1 → %2").arg(humanDuration(before.attemptTimeout), humanDuration(after.attemptTimeout)));
    if (before.retries != after.retries)
        changes.append(tr("retries %1 → %2").arg(before.retries).arg(after.retries));
    if (before.threads != after.threads)
        changes.append(tr("threads %1 → %2").arg(effectiveThreads(before)).arg(effectiveThreads(after)));
    changes += hostChanges(optionsBefore, optionsAfter);
    return changes.isEmpty() ? QString() : tr("%1 (%2)").arg(changes.join(QLatin1StringView(", ")), who);
}

Result<ProjectOptions> withRemedy(ProjectOptions options, const Verdict &verdict)
{
    const auto &change = verdict.change;
    if (!change)
        return Error{ErrorKind::Input, tr("There is no limit whose change is known to help.")};
    const auto &range = limitRange(change->field);
    const auto inForce =
        change->field == LimitField::Threads ? effectiveThreads(options.limits) : range.valueIn(options.limits);
    if (inForce != change->from)
        return Error{ErrorKind::Input, tr("The limits were changed a moment ago: wait for the next verdict.")};
    if (const auto problem = range.problem(change->to); !problem.isEmpty())
        return Error{ErrorKind::Input, problem};
    range.setValueIn(&options.limits, change->to);
    options.limits.name = QStringLiteral("custom");
    return options;
}

} // namespace sluice
