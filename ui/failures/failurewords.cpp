#include "ui/failures/failurewords.h"

#include "core/humanize.h"
#include "core/safetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

namespace sluice {

namespace {

constexpr qsizetype namedHosts = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("Failures", text);
}

} // namespace

QString hostsText(const FailureCluster &cluster)
{
    if (!cluster.key.host.isEmpty())
        return visibleText(cluster.key.host);
    if (cluster.hosts == 1 && !cluster.top.empty())
        return visibleText(cluster.top.front().name);
    return cluster.hosts >= mostCountedHosts ? tr("on %1 hosts or more").arg(humanCount(mostCountedHosts))
                                             : tr("on %1 hosts").arg(humanCount(cluster.hosts));
}

QString patternText(const FailureKey &key)
{
    static const QRegularExpression number(QStringLiteral("\\bN\\b"));
    auto text = key.pattern;
    return text.replace(number, QStringLiteral("…"));
}

QString phaseText(const FailureKey &key)
{
    return key.phase ? waitReasonLabel(*key.phase) : QStringLiteral("—");
}

QString momentText(WallTime time)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    const auto local = QDateTime::fromMSecsSinceEpoch(ms.count());
    const auto clock = local.toString(QStringLiteral("HH:mm:ss"));
    if (local.date() == QDate::currentDate())
        return clock;
    return QLocale().toString(local.date(), QLocale::ShortFormat) + QLatin1Char(' ') + clock;
}

QString trendText(const FailureCluster &cluster)
{
    QStringList counts;
    for (const auto count : cluster.trend)
        counts.append(humanCount(count));
    return counts.join(QStringLiteral(", "));
}

QString summaryText(const FailureCluster &cluster)
{
    QStringList parts{errorKindLabel(cluster.key.kind)};
    if (cluster.key.phase)
        parts.append(waitReasonLabel(*cluster.key.phase));
    auto hosts = hostsText(cluster);
    if (cluster.hosts > 1) {
        QStringList named;
        for (const auto &host : cluster.top) {
            if (named.size() < namedHosts)
                named.append(QStringLiteral("%1 (%2)").arg(visibleText(host.name, 80), humanCount(host.count)));
        }
        hosts += QStringLiteral(": ") + named.join(QStringLiteral(", "));
        if (cluster.hosts > namedHosts)
            hosts += QStringLiteral(", …");
    }
    parts.append(hosts);
    parts.append(cluster.count == 1
                     ? momentText(cluster.lastSeen)
                     : tr("first %1, last %2").arg(momentText(cluster.firstSeen), momentText(cluster.lastSeen)));
    return parts.join(QStringLiteral(" · "));
}

} // namespace sluice
