#include "cli/runcommand.h"

#include "cli/runoptions.h"
#include "core/safetext.h"

#include <QCoreApplication>

#include <unistd.h>

namespace sluice {

void RunCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("INPUT"), inputSentence(), QStringLiteral("INPUT..."));
    addRunOptions(parser);
    addImportOptions(parser);
}

std::optional<ExitCode> RunCommand::start(const QCommandLineParser &parser)
{
    const auto inputs = parser.positionalArguments();
    if (inputs.isEmpty() && !parser.isSet(QStringLiteral("resume")))
        return fail(ExitCode::Usage, tr("Say what to run: a list, an address, a file or a folder; or --project FILE "
                                        "--resume. See sluice-cli run --help"));
    if (const auto problem = problemOfInputs(inputs, importOptions(parser)); !problem.isEmpty())
        return fail(ExitCode::Usage, problem);
    m_summaryFormat =
        parser.isSet(QStringLiteral("summary")) ? parser.value(QStringLiteral("summary")) : QStringLiteral("text");
    if (m_summaryFormat != QLatin1StringView("text") && m_summaryFormat != QLatin1StringView("json"))
        return fail(ExitCode::Usage, tr("--summary %1 is not possible: write text or json.").arg(m_summaryFormat));
    m_exports = parser.values(QStringLiteral("export"));
    for (const auto &file : m_exports)
        m_exported += {QStringLiteral("--export"), file};
    for (const auto &file : m_exports) {
        if (const auto writable = checkExportTarget(file); !writable)
            return fail(ExitCode::Usage, writable.error().message);
    }
    m_hostLimits = parser.values(QStringLiteral("host-limit"));
    m_quiet = parser.isSet(QStringLiteral("quiet"));
    m_progress = std::make_unique<ProgressPrinter>(showsProgress(parser));
    if (const auto failed = open(parser))
        return failed;
    if (parser.isSet(QStringLiteral("events"))) {
        const auto target = parser.value(QStringLiteral("events"));
        m_eventsOnStdout = target == QLatin1StringView("-");
        if (const auto opened = m_events.open(target); !opened)
            return fail(ExitCode::Usage, opened.error().message);
        m_engine.reportAttempts(true);
    }
    connect(&m_signals, &UnixSignals::endRequested, this, &RunCommand::endRequested);
    connect(&m_engine, &Engine::trouble, this, &RunCommand::trouble);
    connect(&m_engine, &Engine::runFinished, this, &RunCommand::ran);
    connect(&m_engine, &Engine::attemptEnded, this, [this](const AttemptRecord &record) { m_events.write(record); });
    m_drawing.callOnTimeout(this, [this] { m_progress->showRun(m_engine.snapshot()); });
    m_importing = std::make_unique<Importing>(m_engine.store(), inputs, importOptions(parser), m_progress.get());
    connect(m_importing.get(), &Importing::finished, this, &RunCommand::imported);
    m_importing->start();
    return std::nullopt;
}

std::optional<ExitCode> RunCommand::open(const QCommandLineParser &parser)
{
    const auto project = parser.value(QStringLiteral("project"));
    const bool resume = parser.isSet(QStringLiteral("resume"));
    if (resume && project.isEmpty())
        return fail(ExitCode::Usage, tr("--resume needs the project to go on with: --project FILE"));
    const auto opened = resume ? m_engine.openExisting(project) : m_engine.open(project);
    if (!opened)
        return fail(ExitCode::Usage, opened.error().message);
    const auto options = applyRunOptions(m_engine.options(), parser);
    if (!options)
        return fail(ExitCode::Usage, options.error().message);
    const auto counts = m_engine.snapshot().counts;
    const auto finished = counts.of(JobState::Succeeded) + counts.of(JobState::Failed);
    if (finished > 0 && options.value().recipe != m_engine.options().recipe)
        printError(
            tr("These are other steps than before: what the project has finished (%1) keeps what the earlier ones "
               "made of it.")
                .arg(finished));
    for (const auto &rule : options.value().hostRules) {
        if (rule.paused)
            printError(tr("%1 is paused in this project: its jobs wait. --host-limit %1=0 lets it go on.")
                           .arg(visibleText(rule.host.name)));
    }
    if (const auto set = m_engine.setOptions(options.value(), {}); !set)
        return fail(ExitCode::Usage, set.error().message);
    return std::nullopt;
}

void RunCommand::imported(const Result<ImportTotals> &totals)
{
    if (m_endRequests > 0 || totals.cancelled()) {
        printError(tr("Stopped while reading the input: nothing of that list was added."));
        finish(ExitCode::Stopped);
        return;
    }
    if (!totals) {
        finish(fail(totals.error().kind == ErrorKind::Storage ? ExitCode::Internal : ExitCode::Usage,
                    totals.error().message));
        return;
    }
    m_totals = totals.value();
    if (m_totals.rejected > 0 && m_engine.snapshot().counts.total() == 0) {
        finish(fail(ExitCode::Usage, tr("Nothing of the input can be used.")));
        return;
    }
    const auto counts = m_engine.snapshot().counts;
    if (counts.of(JobState::Queued) + counts.of(JobState::Retrying) == 0)
        printError(tr("Nothing is left to run in this project."));
    for (const auto &sentence : strayHostLimits(m_hostLimits, m_engine.projectPath()))
        printError(sentence);
    m_drawing.start(std::chrono::milliseconds(200));
    m_engine.start();
}

void RunCommand::endRequested()
{
    ++m_endRequests;
    m_progress->clear();
    if (!m_drawing.isActive()) {
        m_importing->cancel(); // imported() is told
    } else if (m_endRequests == 1) {
        printError(tr("Finishing what is in flight; once more stops at once."));
        m_engine.drain();
    } else if (m_endRequests == 2) {
        m_engine.stop();
    } else {
        // A step that nothing can stop must not hold the terminal. The project stands a kill -9, so it stands this.
        printError(tr("Ended at once; go on with --resume."));
        ::_exit(static_cast<int>(ExitCode::Stopped));
    }
}

void RunCommand::trouble(const QString &sentence)
{
    m_progress->clear();
    m_troubled = true;
    fail(ExitCode::Internal, sentence);
    if (m_engine.runState() == RunState::Idle)
        finish(ExitCode::Internal);
    else
        m_engine.stop();
}

void RunCommand::ran(const RunSummary &summary)
{
    m_drawing.stop();
    m_progress->clear();
    m_events.finish();
    m_summary = summary;
    m_summary.rejected = m_totals.rejected;
    exportNext();
}

void RunCommand::exportNext()
{
    if (m_exports.isEmpty()) {
        sumUp();
        return;
    }
    m_export = std::make_unique<TableExport>(m_engine.projectPath());
    connect(m_export.get(), &TableExport::finished, this, [this](const Result<qint64> &rows) {
        if (rows.failed()) {
            m_troubled = true;
            fail(ExitCode::Internal, rows.error().message);
        }
        QMetaObject::invokeMethod(this, &RunCommand::exportNext, Qt::QueuedConnection);
    });
    m_export->start({m_exports.takeFirst(), {}, {}, {}});
}

void RunCommand::sumUp()
{
    if (m_summaryFormat == QLatin1StringView("json")) {
        printJson(toJson(m_summary));
    } else if (!m_quiet) {
        const auto text = toText(m_summary);
        for (const auto &line : text.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            if (m_eventsOnStdout)
                printError(line);
            else
                printLine(line);
        }
    }
    if (!m_summary.failure.isEmpty())
        fail(ExitCode::Internal, m_summary.failure);
    if (m_summary.ending == RunEnding::Stopped && !m_engine.isTemporary())
        printError(tr("Stopped before the end. Go on with: sluice-cli run --project %1 --resume%2")
                       .arg(m_engine.projectPath(), m_exported.isEmpty() ? QString() : u' ' + m_exported.join(u' ')));
    finish(exitCode());
}

ExitCode RunCommand::exitCode() const
{
    if (m_troubled || m_events.failed() || m_summary.ending == RunEnding::Failed)
        return ExitCode::Internal;
    if (m_summary.ending == RunEnding::Stopped)
        return ExitCode::Stopped;
    const auto failed = m_engine.snapshot().counts.of(JobState::Failed); // those of earlier runs of the project too
    return failed > 0 ? ExitCode::SomeFailed : ExitCode::AllSucceeded;
}

} // namespace sluice
