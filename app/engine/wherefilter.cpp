#include "engine/wherefilter.h"

#include <QCoreApplication>

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

Result<void> apply(JobFilter &filter, QStringView key, QStringView value)
{
    if (key == QLatin1StringView("state")) {
        const auto states = parseStates(value);
        if (!states)
            return states.error();
        filter.states = states.value();
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
    } else if (key == QLatin1StringView("host")) {
        filter.host = value.toString();
    } else if (key == QLatin1StringView("text")) {
        filter.text = value.toString();
    } else {
        return wrong(tr("Jobs cannot be chosen by “%1”. Possible: state, status, error_kind, host, text.").arg(key));
    }
    return success();
}

} // namespace

Result<JobFilter> parseWhere(QStringView text)
{
    JobFilter filter;
    for (const auto part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const auto equals = part.indexOf(QLatin1Char('='));
        if (equals < 0)
            return wrong(tr("“%1” is not a condition. Write name=value, as in state=failed.").arg(part));
        const auto done = apply(filter, part.left(equals).trimmed(), part.mid(equals + 1).trimmed());
        if (!done)
            return done.error();
    }
    return filter;
}

} // namespace sluice
