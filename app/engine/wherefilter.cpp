#include "engine/wherefilter.h"

#include "engine/wherescanner.h"
#include "limits/hostrule.h"
#include "store/projectreader.h"

#include <QCoreApplication>

#include <cmath>
#include <map>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("WhereFilter", text);
}

Error wrong(const QString &sentence)
{
    return {ErrorKind::Input, sentence};
}

Result<std::vector<JobState>> parseStates(QStringView value)
{
    std::vector<JobState> states;
    for (const auto name : value.split(QLatin1Char('|'))) {
        const auto state = jobStateFromName(name.trimmed());
        if (!state) {
            QStringList known;
            for (const auto each : allJobStates)
                known.append(jobStateName(each));
            return wrong(tr("There is no state “%1”. States: %2.").arg(name, known.join(QLatin1StringView(", "))));
        }
        states.push_back(*state);
    }
    return states;
}

Result<void> applyColumn(JobFilter &filter, const WhereCondition &condition)
{
    using Test = ColumnCondition::Test;
    static const std::map<QString, Test> tests{
        {QStringLiteral("="), Test::Equal},   {QStringLiteral("~"), Test::Contains},
        {QStringLiteral("<"), Test::Less},    {QStringLiteral(">"), Test::Greater},
        {QStringLiteral("<="), Test::AtMost}, {QStringLiteral(">="), Test::AtLeast}};
    ColumnCondition column{condition.key, tests.at(condition.sign)};
    if (column.test == Test::Equal || column.test == Test::Contains) {
        column.text = condition.value;
    } else {
        bool ok = false;
        column.number = condition.value.toDouble(&ok);
        if (!ok || !std::isfinite(column.number))
            return wrong(tr("%1 compares numbers, and “%2” is none. Write for example column.width>=640.")
                             .arg(condition.sign, condition.value));
    }
    filter.columns.push_back(column);
    return success();
}

/// "A|B", each as --host-limit takes it. An empty one would say nothing, and a retry by it be one of everything.
Result<QStringList> parseHosts(const WhereCondition &condition)
{
    const HostKey local{QStringLiteral("file:")};
    QStringList hosts;
    for (const auto &part : condition.value.split(u'|')) {
        const auto name = part.trimmed();
        if (name.isEmpty())
            return wrong(tr("“%1” names no host. Write for example host=https://example.org, with | between several; "
                            "host!= means all others.")
                             .arg(condition.source));
        const auto named = name == local.name ? Result<std::vector<HostKey>>({local}) : hostsNamed(name);
        if (!named)
            return named.error();
        for (const auto &host : named.value()) {
            if (!hosts.contains(host.name))
                hosts.append(host.name);
        }
    }
    return hosts;
}

Result<void> applyHosts(JobFilter &filter, const WhereCondition &condition)
{
    const auto hosts = parseHosts(condition);
    if (!hosts)
        return hosts.error();
    (condition.sign == u"=" ? filter.hosts : filter.notHosts) = hosts.value();
    return success();
}

Result<void> apply(JobFilter &filter, const WhereCondition &condition)
{
    const QStringView key = condition.key;
    const QStringView value = condition.value;
    if (condition.sign != u"=")
        return wrong(tr("“%1” is not a condition: %2 takes only =. The signs ~ < > <= >= are for columns, as in "
                        "column.width>=640; host takes != too.")
                         .arg(condition.source, key));
    if (key == QLatin1StringView("state")) {
        const auto states = parseStates(value);
        if (!states)
            return states.error();
        filter.states = states.value();
    } else if (key == QLatin1StringView("id")) {
        for (const auto each : value.split(QLatin1Char('|'))) {
            bool ok = false;
            filter.ids.push_back(JobId(each.trimmed().toLongLong(&ok)));
            if (!ok)
                return wrong(tr("“%1” is not the number of a job. Write for example id=12 or id=12|40.").arg(each));
        }
    } else if (key == QLatin1StringView("status")) {
        bool ok = false;
        filter.status = value.toInt(&ok);
        if (!ok)
            return wrong(tr("“%1” is not an HTTP status. Write a number, as in status=404.").arg(value));
    } else if (key == QLatin1StringView("error_kind")) {
        filter.errorKind = errorKindFromName(value);
        if (!filter.errorKind)
            return wrong(
                tr("There is no kind of error “%1”. Kinds are for example dns, connect, tls, http-status, size, step.")
                    .arg(value));
    } else if (key == QLatin1StringView("phase")) {
        filter.phase.emplace(waitReasonFromName(value));
        if (!*filter.phase && !value.isEmpty())
            return wrong(tr("Jobs do not fail at “%1”. Phases are for example dns, connect, tls, first-byte, body, "
                            "cpu-run, child, disk; nothing behind the = means that none is known.")
                             .arg(value));
    } else if (key == QLatin1StringView("error")) {
        if (value.isEmpty())
            return wrong(tr("“%1” names no message. Write one as “failures” shows it, in double quotes, or leave the "
                            "condition out.")
                             .arg(condition.source));
        filter.errorPattern = value.toString();
    } else if (key == QLatin1StringView("text")) {
        if (value.isEmpty())
            return wrong(
                tr("“%1” looks for nothing. Write text=WORD, or leave the condition out.").arg(condition.source));
        filter.text = value.toString();
    } else {
        return wrong(tr("Jobs cannot be chosen by “%1”. Possible: state, status, error_kind, phase, error, host, id, "
                        "text, column.NAME.")
                         .arg(key));
    }
    return success();
}

QString quoted(const QString &text)
{
    return QLatin1Char('"') + QString(text).replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

} // namespace

Result<JobFilter> parseWhere(QStringView text)
{
    const auto conditions = scanWhere(text);
    if (!conditions)
        return conditions.error();
    JobFilter filter;
    for (const auto &condition : conditions.value()) {
        const bool isHost = condition.key == u"host" && (condition.sign == u"=" || condition.sign == u"!=");
        const auto done = condition.isColumn ? applyColumn(filter, condition)
                          : isHost           ? applyHosts(filter, condition)
                                             : apply(filter, condition);
        if (!done)
            return done.error();
    }
    return filter;
}

JobFilter filterOf(const FailureKey &key)
{
    JobFilter filter;
    filter.states = {JobState::Failed};
    filter.errorKind = key.kind;
    filter.phase.emplace(key.phase);
    if (!key.host.isEmpty())
        filter.hosts = {key.host};
    filter.errorPattern = key.pattern;
    return filter;
}

JobFilter filterOf(const FailureCluster &cluster, const std::vector<FailureKey> &ignored)
{
    auto filter = filterOf(cluster.key);
    if (!cluster.key.host.isEmpty())
        return filter; // the host's failures are ignored all or none
    QStringList hosts;
    for (const auto &key : ignored) {
        if (key.kind != cluster.key.kind || key.phase != cluster.key.phase || key.pattern != cluster.key.pattern)
            continue;
        if (key.host.isEmpty())
            return filter; // those of all hosts are
        hosts.append(key.host);
    }
    (cluster.ignored ? filter.hosts : filter.notHosts) = hosts;
    return filter;
}

QString whereOf(const FailureCluster &cluster, const std::vector<FailureKey> &ignored)
{
    const auto &key = cluster.key;
    if (key.pattern.isEmpty())
        return {};
    const auto filter = filterOf(cluster, ignored);
    auto where = QStringLiteral("state=failed,error_kind=%1,phase=%2")
                     .arg(errorKindName(key.kind), key.phase ? waitReasonName(*key.phase) : QLatin1StringView());
    if (!filter.hosts.isEmpty())
        where += QStringLiteral(",host=") + quoted(filter.hosts.join(u'|'));
    if (!filter.notHosts.isEmpty())
        where += QStringLiteral(",host!=") + quoted(filter.notHosts.join(u'|'));
    return where + QStringLiteral(",error=") + quoted(key.pattern);
}

Result<void> checkColumns(const JobFilter &filter, const QString &projectPath)
{
    if (filter.columns.empty())
        return success();
    auto reader = ProjectReader::open(projectPath);
    if (!reader)
        return reader.error();
    const auto extra = reader.value()->extraColumns();
    if (!extra)
        return extra.error();
    const auto result = reader.value()->resultColumns();
    if (!result)
        return result.error();
    const auto known = extra.value() + result.value();
    for (const auto &condition : filter.columns) {
        if (known.isEmpty())
            return wrong(
                tr("There is no column “%1”: the project's list had no columns, and no step has added one yet.")
                    .arg(condition.column));
        if (!known.contains(condition.column))
            return wrong(
                tr("There is no column “%1”. Columns: %2.").arg(condition.column, known.join(QLatin1StringView(", "))));
    }
    return success();
}

} // namespace sluice
