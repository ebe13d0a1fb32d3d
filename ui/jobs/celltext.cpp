// The text of a cell: the other half of jobcolumns.h.
#include "core/humanize.h"
#include "core/safetext.h"
#include "ui/jobs/jobcolumns.h"
#include "ui/theme/statelook.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonValue>
#include <QLocale>
#include <QUrl>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("JobColumn", text);
}

QString nothing()
{
    return QStringLiteral("—");
}

QString valueText(const QJsonValue &value)
{
    if (value.isDouble())
        return QLocale().toString(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    if (value.isBool())
        return value.toBool() ? tr("yes") : tr("no");
    return value.toVariant().toString();
}

/// "a91f…03c2": enough to tell two hashes apart at a glance.
QString shortened(const QString &text)
{
    return text.size() <= 20 ? text : text.left(6) + u'…' + text.right(4);
}

QString stepsText(const QJsonObject &columns)
{
    const auto width = columns.value(QLatin1StringView("thumbnail_width"));
    const auto height = columns.value(QLatin1StringView("thumbnail_height"));
    QStringList parts;
    for (auto it = columns.begin(); it != columns.end(); ++it) {
        if (it.key() != QLatin1StringView("thumbnail_width") && it.key() != QLatin1StringView("thumbnail_height"))
            parts.append(QStringLiteral("%1 %2").arg(it.key(), shortened(valueText(it.value()))));
    }
    if (width.isDouble() && height.isDouble())
        parts.append(QStringLiteral("%1 × %2").arg(width.toInt()).arg(height.toInt()));
    return parts.join(QStringLiteral(" · "));
}

QString dueText(const JobRow &row, WallTime now)
{
    const auto left = std::chrono::duration_cast<Duration>(*row.dueAt - now);
    if (left <= Duration::zero())
        return tr("now");
    // Whole seconds: a row is not redrawn more often than that while it only waits.
    return tr("in %1").arg(humanDuration(std::chrono::ceil<std::chrono::seconds>(left)));
}

QString timeText(const JobRow &row, WallTime now)
{
    if (row.state == JobState::Retrying && row.dueAt)
        return dueText(row, now);
    return row.took < Duration::zero() ? nothing() : humanDuration(row.took);
}

QString startedText(const JobRow &row)
{
    if (!row.startedAt)
        return nothing();
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(row.startedAt->time_since_epoch());
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms.count()), QLocale::ShortFormat);
}

QString hostOf(const QString &url)
{
    const QUrl parsed(url);
    if (parsed.isLocalFile())
        return tr("this computer");
    return parsed.port() < 0 ? parsed.host() : QStringLiteral("%1:%2").arg(parsed.host()).arg(parsed.port());
}

QString rawCellText(const JobRow &row, const JobColumn &column, WallTime now)
{
    switch (column.kind) {
    case JobColumn::Kind::Id:
        return humanCount(number(row.id));
    case JobColumn::Kind::State:
        return stateWord(row.state);
    case JobColumn::Kind::Status:
        return row.status == 0 ? nothing() : QString::number(row.status);
    case JobColumn::Kind::Host:
        return hostOf(row.url);
    case JobColumn::Kind::Address:
        return row.url;
    case JobColumn::Kind::Time:
        return timeText(row, now);
    case JobColumn::Kind::Size:
        return row.bytes < 0 ? nothing() : humanBytes(row.bytes);
    case JobColumn::Kind::Tries:
        return QString::number(row.attempts);
    case JobColumn::Kind::Result:
        return resultText(row, now);
    case JobColumn::Kind::Started:
        return startedText(row);
    case JobColumn::Kind::FinalAddress:
        return row.finalUrl;
    case JobColumn::Kind::ContentType:
        return row.contentType;
    case JobColumn::Kind::ErrorClass:
        return row.errorKind ? errorKindLabel(*row.errorKind) : QString();
    case JobColumn::Kind::File:
        return row.path;
    case JobColumn::Kind::Extra:
        return valueText(row.extra.value(column.key));
    case JobColumn::Kind::Step:
        return valueText(row.columns.value(column.key));
    }
    Q_UNREACHABLE();
}

} // namespace

QString cellText(const JobRow &row, const JobColumn &column, WallTime now)
{
    return visibleText(rawCellText(row, column, now), 300);
}

QString resultText(const JobRow &row, WallTime now)
{
    switch (row.state) {
    case JobState::Queued:
        return row.attempts > 0 ? tr("Waiting to be tried again") : QString();
    case JobState::Running:
        return tr("In flight");
    case JobState::Retrying:
        return row.dueAt ? tr("Tried again %1: %2").arg(dueText(row, now), row.error) : row.error;
    case JobState::Failed:
        return row.error;
    case JobState::Cancelled:
        return tr("Cancelled by you");
    case JobState::Succeeded:
        break;
    }
    if (!row.columns.isEmpty())
        return stepsText(row.columns);
    if (!row.finalUrl.isEmpty() && row.finalUrl != row.url)
        return tr("from %1").arg(row.finalUrl);
    return row.contentType;
}

} // namespace sluice
