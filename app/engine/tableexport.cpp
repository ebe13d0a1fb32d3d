#include "engine/tableexport.h"

#include "engine/backgroundwork.h"
#include "engine/exportcolumns.h"
#include "engine/report/runreport.h"
#include "formats/rowwriter.h"
#include "store/projectreader.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QStringList namesOf(const std::vector<ExportColumn> &columns)
{
    QStringList names;
    for (const auto &column : columns)
        names.append(column.name);
    return names;
}

Result<qint64> unfinished(const Result<void> &ended)
{
    return ended.cancelled() ? Result<qint64>(Cancelled{}) : Result<qint64>(ended.error());
}

/// The names asked for, in that order, or all there are; an unknown name is an error that lists the known ones.
Result<std::vector<ExportColumn>> chosenColumns(const QStringList &wanted, ProjectReader &reader)
{
    const auto extra = reader.extraColumns();
    if (!extra)
        return extra.error();
    const auto result = reader.resultColumns();
    if (!result)
        return result.error();
    auto all = exportColumns(extra.value(), result.value());
    if (wanted.isEmpty())
        return all;
    std::vector<ExportColumn> chosen;
    for (const auto &name : wanted) {
        const auto column = std::ranges::find(all, name, &ExportColumn::name);
        if (column == all.end()) {
            return Error{ErrorKind::Input,
                         QCoreApplication::translate("TableExport", "There is no column “%1”. Columns: %2.")
                             .arg(name, namesOf(all).join(QLatin1StringView(", ")))};
        }
        chosen.push_back(*column);
    }
    return chosen;
}

} // namespace

struct TableExport::Private
{
    TableExport *q;
    QString projectPath;
    BackgroundWork work;

    Result<qint64> run(const ExportRequest &request, std::stop_token stop);
};

Result<qint64> TableExport::Private::run(const ExportRequest &request, std::stop_token stop)
{
    if (isReport(request.fileName))
        return writeReport(projectPath, request.run, request.fileName, stop);
    auto writer = openRowWriter(request.fileName);
    if (!writer)
        return writer.error();
    auto reader = ProjectReader::open(projectPath);
    if (!reader)
        return reader.error();
    const std::stop_callback interrupt(stop,
                                       [&reader] { reader.value()->interrupt(); }); // a page may take long to find
    const auto columns = chosenColumns(request.columns, *reader.value());
    if (!columns)
        return columns.error();
    const auto counts = reader.value()->counts();
    const auto total = counts ? counts.value().total() : -1;
    auto written = writer.value()->begin(namesOf(columns.value()));
    qint64 rows = 0;
    const auto read = reader.value()->forEach(request.filter, [&](const JobRow &row) {
        if (!written || stop.stop_requested())
            return false;
        written = writer.value()->write(exportValues(row, columns.value()));
        ++rows;
        if (work.isTimeForProgress())
            work.post([this, rows, total] { Q_EMIT q->progress(rows, total); });
        return true;
    });
    if (!read)
        return unfinished(read);
    if (stop.stop_requested())
        return Cancelled{};
    if (written)
        written = writer.value()->finish();
    if (!written)
        return unfinished(written);
    return rows;
}

bool isReport(const QString &fileName)
{
    return fileName.endsWith(QLatin1StringView(".html"), Qt::CaseInsensitive);
}

Result<void> checkExportTarget(const QString &fileName)
{
    return isReport(fileName) ? checkFileTarget(fileName) : checkTableTarget(fileName);
}

TableExport::TableExport(const QString &projectPath, QObject *parent)
    : QObject(parent), d(new Private{this, projectPath, {}})
{
}

TableExport::~TableExport() = default;

void TableExport::start(const ExportRequest &request)
{
    d->work.start([this, request](std::stop_token stop) -> BackgroundWork::News {
        auto result = d->run(request, stop);
        if (result.failed() && stop.stop_requested())
            result = Cancelled{}; // interrupted while it read
        return [this, result] {
            Q_EMIT finished(result);
        };
    });
}

void TableExport::cancel()
{
    d->work.requestStop();
}

} // namespace sluice
