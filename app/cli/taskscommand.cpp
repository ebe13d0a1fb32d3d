#include "cli/taskscommand.h"

#include "cli/tasktable.h"

#include <QCoreApplication>

namespace sluice {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("TasksCommand", text);
}
} // namespace

void TasksCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("PROJECT"),
                                 tr("The project of a run that is live, in a window or another terminal."));
    parser.addOption({QStringLiteral("json"), tr("One JSON object on stdout, with the last tasks that ended.")});
    parser.addOption({QStringLiteral("tree"), tr("Each task below the one that began it.")});
}

std::optional<ExitCode> TasksCommand::start(const QCommandLineParser &parser)
{
    const auto arguments = parser.positionalArguments();
    if (arguments.size() != 1)
        return fail(ExitCode::Usage, tr("Say which project: sluice-cli tasks PROJECT"));
    const bool json = parser.isSet(QStringLiteral("json"));
    const auto order = parser.isSet(QStringLiteral("tree")) ? TaskOrder::Tree : TaskOrder::Flat;
    QObject::connect(&m_question, &LiveTaskQuestion::refused, &m_question,
                     [](const QString &sentence) { finish(fail(ExitCode::Usage, sentence)); });
    QObject::connect(&m_question, &LiveTaskQuestion::answered, &m_question,
                     [json, order](const QJsonObject &object, const TaskSnapshot &snapshot) {
                         if (json) {
                             printJson(object);
                         } else {
                             for (const auto &line : taskLines(snapshot, order))
                                 printLine(line);
                         }
                         finish(ExitCode::AllSucceeded);
                     });
    // from the event loop, which may be told to end only once it runs
    QMetaObject::invokeMethod(
        &m_question, [this, project = arguments.first()] { m_question.ask(project); }, Qt::QueuedConnection);
    return std::nullopt;
}

} // namespace sluice
