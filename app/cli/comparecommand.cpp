#include "cli/comparecommand.h"

#include "core/safetext.h"
#include "engine/runcomparison.h"

#include <QCoreApplication>

#include <algorithm>

namespace sluice {

namespace {

constexpr int labelWidth = 44;
constexpr int numberWidth = 16;

QString tr(const char *text)
{
    return QCoreApplication::translate("CompareCommand", text);
}

using RunChoice = std::array<std::optional<qint64>, 2>;

/// "1,3"; nothing: not chosen.
Result<RunChoice> chosenRuns(const QString &text)
{
    if (text.isEmpty())
        return RunChoice{};
    RunChoice choice;
    const auto parts = text.split(u',');
    for (qsizetype i = 0; i < 2 && parts.size() == 2; ++i) {
        bool ok = false;
        const auto id = parts[i].trimmed().toLongLong(&ok);
        if (ok)
            choice[static_cast<size_t>(i)] = id;
    }
    if (!choice[0] || !choice[1])
        return Error{ErrorKind::Input, tr("--runs %1: write two numbers of runs, for example 1,2.").arg(text)};
    return choice;
}

/// The last two of a project.
Result<RunChoice> lastTwo(const QString &project)
{
    const auto runs = readRuns(project);
    if (!runs)
        return runs.error();
    const auto &all = runs.value();
    if (all.size() < 2)
        return Error{ErrorKind::Input, tr("%1 remembers %2: there is nothing to compare. Run it again, or name another "
                                          "project.")
                                           .arg(project, all.empty() ? tr("no run") : tr("one run"))};
    return RunChoice{all[all.size() - 2].id, all.back().id};
}

QString row(const QString &label, const QString &first, const QString &second, const QString &difference)
{
    return visibleText(label, 200).leftJustified(labelWidth) + visibleText(first, 200).rightJustified(numberWidth) +
           visibleText(second, 200).rightJustified(numberWidth) + QStringLiteral("  ") + difference;
}

/// What is too long for a column goes behind the label.
QString settingLine(const ComparedLimit &limit)
{
    const auto label = tr("Setting: %1").arg(limit.label);
    if (std::max(limit.first.size(), limit.second.size()) < numberWidth)
        return row(label, limit.first, limit.second, {});
    return visibleText(label, 200).leftJustified(labelWidth) +
           tr("  %1 → %2").arg(visibleText(limit.first), visibleText(limit.second));
}

QString nameOf(const KeptRun &run)
{
    return tr("%1 %2").arg(run.project).arg(run.record.id);
}

void print(const RunComparison &comparison)
{
    for (const auto *run : {&comparison.first, &comparison.second})
        printLine(visibleText(
            tr("%1: %2, %3").arg(run->project, runTitle(run->record), endingText(run->record, run->isLive)), 300));
    printLine(row({}, nameOf(comparison.first), nameOf(comparison.second), tr("difference")));
    for (const auto &number : comparison.numbers)
        printLine(row(number.label, measureText(number.first, number.measure),
                      measureText(number.second, number.measure), differenceText(number)));
    for (const auto &limit : comparison.limits)
        printLine(settingLine(limit));
}

} // namespace

void CompareCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("PROJECT"), tr("The project file."));
    parser.addPositionalArgument(QStringLiteral("OTHER"),
                                 tr("Another project, whose last run is laid beside the last one of PROJECT."),
                                 QStringLiteral("[OTHER]"));
    parser.addOption({QStringLiteral("runs"),
                      tr("Which two runs, by number (default: the last two of PROJECT); with OTHER the second is its."),
                      QStringLiteral("A,B")});
    parser.addOption({QStringLiteral("json"), tr("One JSON object on stdout.")});
}

std::optional<ExitCode> CompareCommand::start(const QCommandLineParser &parser)
{
    const auto arguments = parser.positionalArguments();
    if (arguments.isEmpty() || arguments.size() > 2)
        return fail(ExitCode::Usage, tr("Say which project: sluice-cli compare PROJECT [OTHER]"));
    auto chosen = chosenRuns(parser.value(QStringLiteral("runs")));
    if (chosen && !parser.isSet(QStringLiteral("runs")) && arguments.size() == 1)
        chosen = lastTwo(arguments.first());
    if (!chosen)
        return fail(ExitCode::Usage, chosen.error().message);
    auto first = readRun(arguments.first(), chosen.value()[0]);
    if (!first)
        return fail(ExitCode::Usage, first.error().message);
    auto second = readRun(arguments.last(), chosen.value()[1]);
    if (!second)
        return fail(ExitCode::Usage, second.error().message);
    const auto comparison = compareRuns(std::move(first).value(), std::move(second).value());
    if (parser.isSet(QStringLiteral("json")))
        printJson(toJson(comparison));
    else
        print(comparison);
    return ExitCode::AllSucceeded;
}

} // namespace sluice
