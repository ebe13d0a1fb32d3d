#include "cli/command.h"
#include "cli/comparecommand.h"
#include "cli/exportcommand.h"
#include "cli/failurescommand.h"
#include "cli/importcommand.h"
#include "cli/practicecommand.h"
#include "cli/retrycommand.h"
#include "cli/runcommand.h"
#include "cli/statuscommand.h"
#include "cli/stepscommand.h"
#include "cli/taskscommand.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Commands", text);
}

template <typename T>
std::unique_ptr<Command> make()
{
    return std::make_unique<T>();
}

} // namespace

const std::vector<CommandKind> &commandKinds()
{
    static const std::vector<CommandKind> kinds{
        {QStringLiteral("run"), QStringLiteral("run INPUT... [options]"), tr("Fetch and process what a list names."),
         make<RunCommand>},
        {QStringLiteral("import"), QStringLiteral("import PROJECT INPUT..."),
         tr("Add lists to a project without running it."), make<ImportCommand>},
        {QStringLiteral("export"), QStringLiteral("export PROJECT --to FILE"),
         tr("Write the results to a table, or a report."), make<ExportCommand>},
        {QStringLiteral("failures"), QStringLiteral("failures PROJECT"),
         tr("Group what failed by what went wrong, where and how."), make<FailuresCommand>},
        {QStringLiteral("retry"), QStringLiteral("retry PROJECT"), tr("Queue failed jobs again."), make<RetryCommand>},
        {QStringLiteral("status"), QStringLiteral("status PROJECT"), tr("Count a project's jobs by state."),
         make<StatusCommand>},
        {QStringLiteral("compare"), QStringLiteral("compare PROJECT [OTHER]"), tr("Lay two runs side by side."),
         make<CompareCommand>},
        {QStringLiteral("tasks"), QStringLiteral("tasks PROJECT"), tr("Show what every task of a live run waits for."),
         make<TasksCommand>},
        {QStringLiteral("steps"), QStringLiteral("steps [NAME]"),
         tr("List what can be computed, or tell about a step."), make<StepsCommand>},
        {QStringLiteral("practice"), QStringLiteral("practice"), tr("Serve practice addresses on this machine."),
         make<PracticeCommand>},
    };
    return kinds;
}

} // namespace sluice
