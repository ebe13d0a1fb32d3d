#include "cli/statuscommand.h"

#include "engine/projectstatus.h"

#include <QCoreApplication>
#include <QLocale>

namespace sluice {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("StatusCommand", text);
}
} // namespace

void StatusCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("PROJECT"), tr("The project file."));
    parser.addOption({QStringLiteral("json"), tr("One JSON object on stdout.")});
}

std::optional<ExitCode> StatusCommand::start(const QCommandLineParser &parser)
{
    const auto arguments = parser.positionalArguments();
    if (arguments.size() != 1)
        return fail(ExitCode::Usage, tr("Say which project: sluice-cli status PROJECT"));
    const auto counts = readCounts(arguments.first());
    if (!counts)
        return fail(ExitCode::Usage, counts.error().message);
    if (parser.isSet(QStringLiteral("json"))) {
        QJsonObject object{{QStringLiteral("jobs"), counts.value().total()}};
        for (const auto state : allJobStates)
            object.insert(jobStateName(state), counts.value().of(state));
        printJson(object);
        return ExitCode::AllSucceeded;
    }
    const QLocale locale;
    const auto print = [&locale](const QString &name, qint64 count) {
        printLine(QStringLiteral("%1 %2").arg(name, -10).arg(locale.toString(count), 12));
    };
    for (const auto state : allJobStates)
        print(jobStateName(state), counts.value().of(state));
    print(tr("jobs"), counts.value().total());
    return ExitCode::AllSucceeded;
}

} // namespace sluice
