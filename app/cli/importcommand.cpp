#include "cli/importcommand.h"

#include "cli/runoptions.h"

#include <QCoreApplication>
#include <QLocale>

namespace sluice {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("ImportCommand", text);
}
} // namespace

void ImportCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("PROJECT"), tr("The project file; made if it does not exist."));
    parser.addPositionalArgument(QStringLiteral("INPUT"), inputSentence(), QStringLiteral("INPUT..."));
    addImportOptions(parser);
}

std::optional<ExitCode> ImportCommand::start(const QCommandLineParser &parser)
{
    auto inputs = parser.positionalArguments();
    if (inputs.size() < 2)
        return fail(ExitCode::Usage, tr("Say which project and what to add: sluice-cli import PROJECT INPUT..."));
    const auto project = inputs.takeFirst();
    if (const auto problem = problemOfInputs(inputs, importOptions(parser)); !problem.isEmpty())
        return fail(ExitCode::Usage, problem);
    if (const auto opened = m_engine.open(project); !opened)
        return fail(ExitCode::Usage, opened.error().message);
    m_progress = std::make_unique<ProgressPrinter>(showsProgress(parser));
    m_importing = std::make_unique<Importing>(m_engine.store(), inputs, importOptions(parser), m_progress.get());
    QObject::connect(&m_signals, &UnixSignals::endRequested, m_importing.get(), &Importing::cancel);
    QObject::connect(m_importing.get(), &Importing::finished, &m_engine, [this](const Result<ImportTotals> &totals) {
        if (totals.cancelled()) {
            printError(tr("Stopped while reading the input: nothing of that list was added."));
            finish(ExitCode::Stopped);
            return;
        }
        if (!totals) {
            finish(fail(totals.error().kind == ErrorKind::Storage ? ExitCode::Internal : ExitCode::Usage,
                        totals.error().message));
            return;
        }
        printLine(tr("%1 jobs added to %2, %3 rejected.")
                      .arg(QLocale().toString(totals.value().added), m_engine.projectPath(),
                           QLocale().toString(totals.value().rejected)));
        finish(ExitCode::AllSucceeded);
    });
    m_importing->start();
    return std::nullopt;
}

} // namespace sluice
