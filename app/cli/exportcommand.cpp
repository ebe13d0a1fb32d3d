#include "cli/exportcommand.h"

#include "cli/whereoption.h"
#include "engine/projectstatus.h"
#include "engine/wherefilter.h"

#include <QCoreApplication>
#include <QLocale>

namespace sluice {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("ExportCommand", text);
}
} // namespace

void ExportCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("PROJECT"), tr("The project file."));
    parser.addOption(
        {QStringLiteral("to"),
         tr("What to write; its suffix decides: a table (.csv, .tsv, .jsonl), or the report of a run (.html)."),
         QStringLiteral("FILE")});
    parser.addOption({QStringLiteral("where"),
                      tr("Which jobs (default: all), e.g. state=failed or state=failed|cancelled,status=404. %1")
                          .arg(columnConditions()),
                      QStringLiteral("CONDITIONS")});
    parser.addOption({QStringLiteral("columns"), tr("Which columns, in order, e.g. id,url,status (default: all)."),
                      QStringLiteral("a,b")});
    parser.addOption({QStringLiteral("run"), tr("Which run a report tells of, by number (default: the last)."),
                      QStringLiteral("N")});
}

/// Tells what a table may hold and a report does not.
static QString problemOfReport(const QCommandLineParser &parser)
{
    const auto isSet = [&parser](const char *option) {
        return parser.isSet(QString::fromLatin1(option));
    };
    if (isReport(parser.value(QStringLiteral("to"))))
        return isSet("where") || isSet("columns") ? tr("A report tells of a whole run: --where and --columns are for "
                                                       "tables.")
                                                  : QString();
    return isSet("run") ? tr("--run is for reports: write --to FILE.html.") : QString();
}

std::optional<ExitCode> ExportCommand::start(const QCommandLineParser &parser)
{
    const auto arguments = parser.positionalArguments();
    ExportRequest request;
    request.fileName = parser.value(QStringLiteral("to"));
    if (arguments.size() != 1 || request.fileName.isEmpty())
        return fail(ExitCode::Usage, tr("Say which project and where to: sluice-cli export PROJECT --to FILE"));
    if (const auto problem = problemOfReport(parser); !problem.isEmpty())
        return fail(ExitCode::Usage, problem);
    if (parser.isSet(QStringLiteral("run"))) {
        const auto number = parser.value(QStringLiteral("run"));
        bool ok = false;
        request.run = number.toLongLong(&ok);
        if (!ok)
            return fail(ExitCode::Usage, tr("--run %1 is not the number of a run.").arg(number));
    }
    const auto filter = chosenJobs(parser);
    if (!filter)
        return fail(ExitCode::Usage, filter.error().message);
    request.filter = filter.value();
    for (const auto &name : parser.value(QStringLiteral("columns")).split(QLatin1Char(','), Qt::SkipEmptyParts))
        request.columns.append(name.trimmed());
    if (const auto readable = readCounts(arguments.first()); !readable)
        return fail(ExitCode::Usage, readable.error().message);
    if (const auto known = checkColumns(filter.value(), arguments.first()); !known)
        return fail(ExitCode::Usage, known.error().message);
    m_export = std::make_unique<TableExport>(arguments.first());
    QObject::connect(m_export.get(), &TableExport::finished, m_export.get(), [request](const Result<qint64> &rows) {
        if (!rows) {
            finish(fail(rows.error().kind == ErrorKind::Input ? ExitCode::Usage : ExitCode::Internal,
                        rows.error().message));
            return;
        }
        if (isReport(request.fileName))
            printLine(tr("The report was written to %1.").arg(request.fileName));
        else
            printLine(tr("%1 rows written to %2.").arg(QLocale().toString(rows.value()), request.fileName));
        finish(ExitCode::AllSucceeded);
    });
    m_export->start(request);
    return std::nullopt;
}

} // namespace sluice
