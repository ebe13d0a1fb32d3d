#include "cli/statuscommand.h"

#include "core/isotime.h"
#include "core/safetext.h"
#include "engine/keptrun.h"
#include "engine/projectstatus.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

namespace sluice {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("StatusCommand", text);
}

QJsonObject toJson(const RunRecord &run, bool isLive)
{
    const auto ending = run.ending ? QJsonValue(QString(runEndingName(*run.ending))) : QJsonValue();
    return {{QStringLiteral("run"), run.id},
            {QStringLiteral("started"), isoTime(run.started)},
            {QStringLiteral("seconds"), run.ended ? QJsonValue(seconds(*run.ended - run.started)) : QJsonValue()},
            {QStringLiteral("ending"), ending},
            {QStringLiteral("live"), isLive}};
}

void printAsJson(const ProjectStatus &status)
{
    QJsonArray runs;
    for (const auto &run : status.runs)
        runs.append(toJson(run, status.liveRun == run.id));
    QJsonObject object{{QStringLiteral("jobs"), status.counts.total()},
                       {QStringLiteral("live"), status.liveRun.has_value()},
                       {QStringLiteral("runs"), runs}};
    for (const auto state : allJobStates)
        object.insert(jobStateName(state), status.counts.of(state));
    printJson(object);
}

void printAsText(const ProjectStatus &status, const QString &project)
{
    const QLocale locale;
    const auto print = [&locale](const QString &name, qint64 count) {
        printLine(QStringLiteral("%1 %2").arg(name, -11).arg(locale.toString(count), 12));
    };
    const auto cutOff = status.isOpen ? 0 : status.counts.of(JobState::Running);
    for (const auto state : allJobStates) {
        const bool isCutOff = state == JobState::Running && cutOff > 0; // nobody is left to run them
        print(isCutOff ? tr("interrupted") : QString(jobStateName(state)), status.counts.of(state));
    }
    print(tr("jobs"), status.counts.total());
    for (const auto &run : status.runs)
        printLine(visibleText(tr("%1: %2").arg(runTitle(run), endingText(run, status.liveRun == run.id)), 300));
    if (cutOff > 0)
        printLine(tr("The last run was cut off. Go on with: sluice-cli run --project %1 --resume").arg(project));
}

} // namespace

void StatusCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("PROJECT"), tr("The project file."));
    parser.addOption(
        {QStringLiteral("json"), tr("One JSON object on stdout, with \"live\" (a run goes on) and the \"runs\".")});
}

std::optional<ExitCode> StatusCommand::start(const QCommandLineParser &parser)
{
    const auto arguments = parser.positionalArguments();
    if (arguments.size() != 1)
        return fail(ExitCode::Usage, tr("Say which project: sluice-cli status PROJECT"));
    const auto status = readStatus(arguments.first());
    if (!status)
        return fail(ExitCode::Usage, status.error().message);
    if (parser.isSet(QStringLiteral("json")))
        printAsJson(status.value());
    else
        printAsText(status.value(), arguments.first());
    return ExitCode::AllSucceeded;
}

} // namespace sluice
