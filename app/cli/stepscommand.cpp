#include "cli/stepscommand.h"

#include "cli/stephelp.h"
#include "processing/stepregistry.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("StepsCommand", text);
}

void print(const QJsonDocument &json)
{
    printLine(QString::fromUtf8(json.toJson().trimmed()));
}

void printAll()
{
    qsizetype width = 0;
    for (const auto &kind : stepKinds())
        width = std::max(width, kind.name.size());
    for (const auto &kind : stepKinds()) {
        const bool isolated =
            kind.isolation == StepKind::Isolation::ByDefault || kind.isolation == StepKind::Isolation::Always;
        printLine(QStringLiteral("%1 %2  %3")
                      .arg(kind.name.leftJustified(width), isolated ? QStringLiteral("*") : QStringLiteral(" "),
                           kind.sentence));
    }
    printLine(tr("\n* runs in a child process (most of them can be told not to: isolate=no)\nsluice-cli steps NAME "
                 "tells a step's "
                 "parameters and columns."));
}

} // namespace

void StepsCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("NAME"), tr("The step to tell about (default: list them all)."),
                                 QStringLiteral("[NAME]"));
    parser.addOption({QStringLiteral("json"), tr("The same as JSON: a list of steps, or one object for NAME.")});
}

std::optional<ExitCode> StepsCommand::start(const QCommandLineParser &parser)
{
    const auto names = parser.positionalArguments();
    const bool asJson = parser.isSet(QStringLiteral("json"));
    if (names.size() > 1)
        return fail(ExitCode::Usage, tr("Say one step, or none for a list: sluice-cli steps [NAME]"));
    if (names.size() == 1) {
        const auto kind = stepKind(names.first());
        if (!kind)
            return fail(ExitCode::Usage, kind.error().message);
        if (asJson)
            print(QJsonDocument(stepJson(*kind.value())));
        else
            printLine(stepHelp(*kind.value()));
        return ExitCode::AllSucceeded;
    }
    if (asJson) {
        QJsonArray all;
        for (const auto &kind : stepKinds())
            all.append(stepJson(kind));
        print(QJsonDocument(all));
    } else {
        printAll();
    }
    return ExitCode::AllSucceeded;
}

} // namespace sluice
