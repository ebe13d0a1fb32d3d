#include "cli/failurescommand.h"

#include "core/humanize.h"
#include "core/isotime.h"
#include "core/safetext.h"
#include "engine/failurebrowser.h"
#include "engine/wherefilter.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("FailuresCommand", text);
}

QLatin1StringView phaseName(const FailureKey &key)
{
    return key.phase ? waitReasonName(*key.phase) : QLatin1StringView();
}

QJsonObject toJson(const FailureCluster &cluster, const std::vector<FailureKey> &ignored)
{
    QJsonArray trend;
    for (const auto count : cluster.trend)
        trend.append(count);
    QJsonArray top;
    for (const auto &host : cluster.top)
        top.append(QJsonObject{{QStringLiteral("host"), host.name}, {QStringLiteral("count"), host.count}});
    QJsonArray examples;
    for (const auto &example : cluster.examples)
        examples.append(QJsonObject{{QStringLiteral("id"), number(example.job)},
                                    {QStringLiteral("url"), example.url},
                                    {QStringLiteral("error"), example.error}});
    QJsonObject object{{QStringLiteral("count"), cluster.count},
                       {QStringLiteral("error_kind"), errorKindName(cluster.key.kind)},
                       {QStringLiteral("phase"), phaseName(cluster.key)},
                       {QStringLiteral("host"), cluster.key.host},
                       {QStringLiteral("hosts"), cluster.hosts},
                       {QStringLiteral("topHosts"), top},
                       {QStringLiteral("error"), cluster.key.pattern},
                       {QStringLiteral("ignored"), cluster.ignored},
                       {QStringLiteral("firstSeen"), isoTime(cluster.firstSeen)},
                       {QStringLiteral("lastSeen"), isoTime(cluster.lastSeen)},
                       {QStringLiteral("trend"), trend},
                       {QStringLiteral("examples"), examples}};
    if (const auto where = whereOf(cluster, ignored); !where.isEmpty())
        object.insert(QStringLiteral("where"), where);
    return object;
}

void printBoardAsJson(const FailureBoard &board)
{
    QJsonArray clusters;
    for (const auto &cluster : board.clusters)
        clusters.append(toJson(cluster, board.asked.ignored));
    const QJsonObject object{{QStringLiteral("failures"), board.failures},
                             {QStringLiteral("ignored"), board.ignored},
                             {QStringLiteral("other"), board.other},
                             {QStringLiteral("groups"), clusters}};
    printJson(object);
}

QString hostsText(const FailureCluster &cluster)
{
    if (cluster.hosts == 1 && !cluster.top.empty())
        return cluster.top.front().name;
    return cluster.hosts >= mostCountedHosts ? tr("on %1 hosts or more").arg(humanCount(mostCountedHosts))
                                             : tr("on %1 hosts").arg(humanCount(cluster.hosts));
}

/// For a shell. Empty where showing the condition safely would change it: --json has that one.
QString whereOption(const FailureCluster &cluster, const std::vector<FailureKey> &ignored)
{
    auto where = whereOf(cluster, ignored);
    if (where.isEmpty() || visibleText(where, where.size()) != where)
        return {};
    return QStringLiteral("--where '%1'").arg(where.replace(u'\'', QStringLiteral("'\\''")));
}

void printCluster(const FailureCluster &cluster, const std::vector<FailureKey> &ignored)
{
    const auto at = cluster.key.phase ? phaseName(cluster.key) : QLatin1StringView("-");
    printLine(QStringLiteral("%1  %2  %3  %4  %5")
                  .arg(humanCount(cluster.count), 9)
                  .arg(errorKindName(cluster.key.kind), -18)
                  .arg(at, -11)
                  .arg(visibleText(hostsText(cluster), 80), -26)
                  .arg(visibleText(cluster.key.pattern)) +
              (cluster.ignored ? tr("  (ignored)") : QString()));
    for (const auto &example : cluster.examples)
        printLine(QStringLiteral("%1  %2").arg(number(example.job), 20).arg(visibleText(example.url, 200)));
    if (const auto where = whereOption(cluster, ignored); !where.isEmpty())
        printLine(QString(11, u' ') + where);
}

void printBoard(const FailureBoard &board)
{
    if (board.failures == 0) {
        printLine(tr("No job has failed."));
        return;
    }
    printLine(QStringLiteral("%1  %2  %3  %4  %5")
                  .arg(tr("jobs"), 9)
                  .arg(tr("class"), -18)
                  .arg(tr("phase"), -11)
                  .arg(tr("host"), -26)
                  .arg(tr("error, and examples")));
    for (const auto &cluster : board.clusters)
        printCluster(cluster, board.asked.ignored);
    if (board.other > 0)
        printLine(tr("%1  others, in groups too many to list").arg(humanCount(board.other), 9));
    printLine(board.failures == 1 ? tr("1 job failed.") : tr("%1 jobs failed.").arg(humanCount(board.failures)));
    printLine(tr("N stands for any number, … for an address, a name or what was in quotes. A group again: sluice-cli "
                 "retry PROJECT with the --where below it; a whole "
                 "class and phase: --where 'state=failed,error_kind=CLASS,phase=PHASE', with nothing behind phase= "
                 "where the table has -."));
}

} // namespace

void FailuresCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("PROJECT"), tr("The project file."));
    parser.addOption({QStringLiteral("by-host"), tr("A group for each host, rather than one over all hosts.")});
    parser.addOption({QStringLiteral("json"),
                      tr("One JSON object on stdout; \"where\" of a group is what --where of retry and export takes to "
                         "mean its jobs alone, also where the failures of some hosts are ignored.")});
}

std::optional<ExitCode> FailuresCommand::start(const QCommandLineParser &parser)
{
    const auto arguments = parser.positionalArguments();
    if (arguments.size() != 1)
        return fail(ExitCode::Usage, tr("Say which project: sluice-cli failures PROJECT"));
    const auto board = readFailureBoard(arguments.first(), parser.isSet(QStringLiteral("by-host")));
    if (!board)
        return fail(ExitCode::Usage, board.error().message);
    if (parser.isSet(QStringLiteral("json")))
        printBoardAsJson(board.value());
    else
        printBoard(board.value());
    return ExitCode::AllSucceeded;
}

} // namespace sluice
