#include "cli/retrycommand.h"

#include "cli/whereoption.h"
#include "engine/engine.h"
#include "engine/wherefilter.h"

#include <QCoreApplication>
#include <QLocale>

namespace sluice {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("RetryCommand", text);
}
} // namespace

void RetryCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("PROJECT"), tr("The project file."));
    parser.addOption(
        {QStringLiteral("where"),
         tr("Which jobs, e.g. status=503, error_kind=dns, phase=connect (what the jobs were at), or a group as "
            "sluice-cli failures names it. Those that failed, unless a state is named: state=cancelled, "
            "state=succeeded. %1")
             .arg(columnConditions()),
         QStringLiteral("CONDITIONS"), QStringLiteral("state=failed")});
}

std::optional<ExitCode> RetryCommand::start(const QCommandLineParser &parser)
{
    const auto arguments = parser.positionalArguments();
    if (arguments.size() != 1)
        return fail(ExitCode::Usage, tr("Say which project: sluice-cli retry PROJECT"));
    const auto parsed = chosenJobs(parser);
    if (!parsed)
        return fail(ExitCode::Usage, parsed.error().message);
    auto filter = parsed.value();
    if (filter.states.empty())
        filter.states = {JobState::Failed}; // what succeeded is not thrown away by a slip
    Engine engine;
    if (const auto opened = engine.openExisting(arguments.first()); !opened)
        return fail(ExitCode::Usage, opened.error().message);
    if (const auto known = checkColumns(filter, engine.projectPath()); !known)
        return fail(ExitCode::Usage, known.error().message);
    const auto changed = engine.requeue(filter);
    if (!changed)
        return fail(ExitCode::Internal, changed.error().message);
    printLine(tr("%1 jobs are queued again. Run them with: sluice-cli run --project %2 --resume")
                  .arg(QLocale().toString(changed.value()), arguments.first()));
    return ExitCode::AllSucceeded;
}

} // namespace sluice
