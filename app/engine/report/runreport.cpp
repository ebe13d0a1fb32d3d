#include "engine/report/runreport.h"

#include "core/humanize.h"
#include "engine/report/runcharts.h"
#include "engine/report/runfacts.h"
#include "engine/runnumbers.h"
#include "formats/htmlpage.h"
#include "formats/tablefile.h"
#include "store/projectreader.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>

#include <cmath>

/// A static library's resources are linked only where something asks for them; the macro must stand outside of
/// namespaces.
static void linkStyleSheet()
{
    Q_INIT_RESOURCE(report);
}

namespace sluice {

namespace {

constexpr size_t mostMarks = 500;
constexpr qsizetype longestAddress = 300;
constexpr qsizetype longestError = 400;

QString tr(const char *text)
{
    return QCoreApplication::translate("RunReport", text);
}

QByteArray styleSheet()
{
    linkStyleSheet();
    QFile file(QStringLiteral(":/report/report.css"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFacts(HtmlPage &page, const QString &title, const FactRows &rows, const QStringList &head,
                const char *look = "facts")
{
    if (rows.empty())
        return;
    page.begin("section");
    page.element("h2", title);
    page.table(look, {}, head, rows);
    page.end();
}

void writeVerdict(HtmlPage &page, const KeptRun &run)
{
    page.begin("section", "verdict");
    page.element("h2", tr("What held it back"));
    const auto verdict = verdictOf(run);
    page.element("p", verdict[QLatin1StringView("text")].toString());
    const auto evidence = verdict[QLatin1StringView("evidence")].toArray();
    if (!evidence.isEmpty()) {
        page.begin("ul");
        for (const auto &fact : evidence)
            page.element("li", fact.toString());
        page.end();
    }
    if (const auto remedy = verdict[QLatin1StringView("remedy")].toString(); !remedy.isEmpty())
        page.element("p", tr("What would help: %1").arg(remedy));
    if (const auto gain = verdict[QLatin1StringView("gain")].toObject(); !gain.isEmpty())
        page.element("p", tr("To be expected of it: %1 requests per second.")
                              .arg(gainText({gain[QLatin1StringView("low")].toDouble(),
                                             gain[QLatin1StringView("high")].toDouble()})));
    page.end();
    writeFacts(page, tr("Where the time of the jobs went"), waitRows(run),
               {tr("Waiting for or doing"), tr("Time of all jobs"), tr("Share")}, "numbers");
}

QString cellText(double value, const TimePlot &plot)
{
    return std::isnan(value) ? QStringLiteral("—") : plot.valueText(value);
}

void writeTableOf(HtmlPage &page, const TimePlot &plot)
{
    QStringList head{tr("Since the start")};
    std::vector<QStringList> rows(plot.moments.size());
    for (size_t i = 0; i < rows.size(); ++i)
        rows[i] += plot.timeText(plot.moments[i]);
    for (const auto *curves : {&plot.bands, &plot.lines}) {
        for (const auto &curve : *curves) {
            head += curve.name;
            for (size_t i = 0; i < rows.size(); ++i)
                rows[i] += cellText(curve.values[i], plot);
        }
    }
    page.begin("details");
    page.element("summary", tr("%1 as a table").arg(plot.title));
    page.begin("div", "scroll");
    page.table("series", plot.title, head, rows);
    page.end();
    page.end();
}

void writeLegend(HtmlPage &page, const TimePlot &plot)
{
    page.begin("ul", "legend");
    for (const auto *curves : {&plot.bands, &plot.lines}) {
        for (const auto &curve : *curves) {
            page.begin("li");
            writeSwatch(page.xml(), curve, curves == &plot.bands);
            page.text(curve.name);
            page.end();
        }
    }
    page.end();
}

void writeCharts(HtmlPage &page, const KeptRun &run)
{
    const auto charts = chartsOf(run);
    if (charts.empty())
        return;
    page.begin("section");
    page.element("h2", tr("Over time"));
    if (const auto each = secondsEachPoint(run); each > 1)
        page.element("p", tr("Each point stands for %1 seconds.").arg(each), "dim");
    for (const auto &[plot, axis] : charts) {
        page.begin("figure");
        page.begin("figcaption");
        page.element("h3", tr("%1 (%2)").arg(plot.title, axis));
        page.element("span", plot.sentence, "dim");
        page.end();
        writeSvg(page.xml(), plot);
        writeLegend(page, plot);
        writeTableOf(page, plot);
        page.end();
    }
    page.end();
}

/// "9 × http-status, waiting for the first byte: The server answered 503"
QString titleOf(const FailureCluster &group)
{
    const QString kind(errorKindName(group.key.kind));
    const auto what = group.key.phase ? tr("%1, %2").arg(kind, waitReasonLabel(*group.key.phase)) : kind;
    return tr("%1 × %2: %3").arg(humanCount(group.count), what, group.key.pattern.left(longestError));
}

QString hostsOf(const FailureCluster &group)
{
    QStringList names;
    for (const auto &host : group.top)
        names += tr("%1 (%2)").arg(host.name.left(longestAddress), humanCount(host.count));
    const auto left = group.hosts - static_cast<qint64>(group.top.size());
    if (left > 0)
        names += tr("and %1 more").arg(humanCount(left));
    return names.join(tr(", "));
}

void writeFailures(HtmlPage &page, const FailureBoard &board)
{
    if (board.failures == 0)
        return;
    page.begin("section");
    page.element("h2", tr("Jobs that failed"));
    for (const auto &group : board.clusters) {
        page.element("h3", titleOf(group));
        page.element("p", hostsOf(group), "dim");
        page.begin("ul");
        for (const auto &example : group.examples) {
            page.begin("li");
            page.element("code", example.url.left(longestAddress));
            page.begin("br");
            page.xml().writeEndElement();
            page.text(example.error.left(longestError));
            page.end();
        }
        page.end();
    }
    if (board.other > 0)
        page.element("p", tr("%1 others, in groups too many to list.").arg(humanCount(board.other)), "dim");
    page.end();
}

} // namespace

QByteArray reportOf(const KeptRun &run, const FailureBoard &failures)
{
    QByteArray html;
    const auto title = tr("%1: %2").arg(run.project, runTitle(run.record));
    HtmlPage page(&html, title, styleSheet());
    page.begin("main");
    page.begin("header");
    page.element("h1", title);
    page.element("p", tr("How it ended: %1.").arg(endingText(run.record, run.isLive)), "dim");
    page.end();
    writeVerdict(page, run);
    writeFacts(page, tr("Numbers"), numberRows(run), {}, "numbers");
    writeCharts(page, run);
    writeFacts(page, tr("What was changed while it ran"), markRows(run, mostMarks),
               {tr("Since the start"), tr("What, and by whom")});
    writeFailures(page, failures);
    writeFacts(page, tr("Limits at the start"), limitRows(run), {});
    writeFacts(page, tr("What it ran on"), environmentRows(run), {});
    page.finish();
    return html;
}

Result<qint64> writeReport(const QString &projectPath, std::optional<qint64> run, const QString &fileName,
                           const std::stop_token &stop)
{
    const auto kept = readRun(projectPath, run);
    if (!kept)
        return kept.error();
    auto opened = ProjectReader::open(projectPath);
    if (!opened)
        return opened.error();
    auto &reader = *opened.value();
    const std::stop_callback interrupt(stop, [&reader] { reader.interrupt(); });
    const auto runs = reader.runs();
    if (!runs)
        return runs.error();
    FailureQuery query;
    query.most = mostFailureGroups;
    query.during = stretchOf(kept.value().record, runs.value());
    const auto failures = stop.stop_requested() ? Result<FailureBoard>(Cancelled{}) : reader.failures(query);
    if (stop.stop_requested())
        return Cancelled{};
    if (!failures)
        return failures.error();
    TableFile file(fileName);
    if (const auto made = file.open(); !made)
        return made.error();
    file.buffer() += reportOf(kept.value(), failures.value());
    if (const auto written = file.commit(); !written)
        return written.error();
    return 1;
}

} // namespace sluice
