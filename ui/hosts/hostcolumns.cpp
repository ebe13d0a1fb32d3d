#include "ui/hosts/hostcolumns.h"

#include "core/humanize.h"
#include "core/safetext.h"
#include "engine/hostrules.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace sluice {

namespace {

const auto none = QStringLiteral("—");

QString tr(const char *text)
{
    return QCoreApplication::translate("HostColumns", text);
}

/// All that is fixed about a column.
struct Facts
{
    const char *name;
    const char *title;
    const char *tip;
    bool isNumber;
    int digits;
    bool shownAtFirst;
};

// clang-format off
constexpr std::array<Facts, hostColumnCount> allColumns{{
    {"host", QT_TRANSLATE_NOOP("HostColumns", "Host"),
     QT_TRANSLATE_NOOP("HostColumns", "Scheme, name and port; https and the usual port are left out"), false, 22, true},
    {"state", QT_TRANSLATE_NOOP("HostColumns", "State"),
     QT_TRANSLATE_NOOP("HostColumns", "Cooling: the host asked for patience, or its errors earned it some. Paused: by "
                                      "you"), false, 18, true},
    {"in_flight", QT_TRANSLATE_NOOP("HostColumns", "In flight / limit"),
     QT_TRANSLATE_NOOP("HostColumns", "Requests under way there now, and how many may be"), true, 15, true},
    {"waiting", QT_TRANSLATE_NOOP("HostColumns", "Waiting"),
     QT_TRANSLATE_NOOP("HostColumns", "Jobs that are ready and wait to be let in"), true, 9, false},
    {"rate", QT_TRANSLATE_NOOP("HostColumns", "Rate"),
     QT_TRANSLATE_NOOP("HostColumns", "Attempts that ended, a second, over the last ten seconds"), true, 8, true},
    {"first_byte_p50", QT_TRANSLATE_NOOP("HostColumns", "First byte p50"),
     QT_TRANSLATE_NOOP("HostColumns", "From the request to the first byte of the answer: half of them were no slower "
                                      "(within 12 %)"), true, 13, true},
    {"first_byte_p99", QT_TRANSLATE_NOOP("HostColumns", "p99"),
     QT_TRANSLATE_NOOP("HostColumns", "From the request to the first byte of the answer: 99 of 100 were no slower "
                                      "(within 12 %)"), true, 9, true},
    {"reuse", QT_TRANSLATE_NOOP("HostColumns", "Reuse"),
     QT_TRANSLATE_NOOP("HostColumns", "Answers over a connection that had been used before"), true, 8, false},
    {"attempts", QT_TRANSLATE_NOOP("HostColumns", "Attempts"),
     QT_TRANSLATE_NOOP("HostColumns", "Attempts so far"), true, 9, true},
    {"failed", QT_TRANSLATE_NOOP("HostColumns", "Failed"),
     QT_TRANSLATE_NOOP("HostColumns", "Attempts that failed; some of them may have been repeated with success"),
     true, 8, false},
    {"errors", QT_TRANSLATE_NOOP("HostColumns", "Errors by class"),
     QT_TRANSLATE_NOOP("HostColumns", "What the failed attempts failed of"), false, 18, true},
    {"bytes", QT_TRANSLATE_NOOP("HostColumns", "Data"),
     QT_TRANSLATE_NOOP("HostColumns", "Bytes of bodies received"), true, 10, false},
    {"http", QT_TRANSLATE_NOOP("HostColumns", "HTTP"),
     QT_TRANSLATE_NOOP("HostColumns", "Version of HTTP of the last answer"), true, 7, false},
    {"most_time", QT_TRANSLATE_NOOP("HostColumns", "Most time"),
     QT_TRANSLATE_NOOP("HostColumns", "What its jobs spent most of their time on"), false, 20, true},
}};
// clang-format on

const Facts &factsOf(HostColumn column)
{
    return allColumns[static_cast<size_t>(column)];
}

QString orNone(const QString &text, bool known)
{
    return known ? text : none;
}

/// "HTTP status 12", the most frequent first.
QStringList errorsOf(const HostRow &row)
{
    std::vector<std::pair<qint64, size_t>> kinds;
    for (size_t kind = 0; kind < errorKindCount; ++kind) {
        if (row.errors[kind] > 0)
            kinds.emplace_back(-row.errors[kind], kind);
    }
    std::sort(kinds.begin(), kinds.end());
    QStringList texts;
    for (const auto &[count, kind] : kinds)
        texts.append(tr("%1 %2").arg(errorKindLabel(static_cast<ErrorKind>(kind)), humanCount(-count)));
    return texts;
}

QString stateText(const HostRow &row, WallTime now)
{
    switch (hostStateOf(row, now)) {
    case HostState::Paused:
        return tr("paused by you");
    case HostState::Cooling: {
        const auto left = std::chrono::ceil<std::chrono::seconds>(*row.coolingUntil - now);
        return tr("cooling, %1 left").arg(humanDuration(left));
    }
    case HostState::Active:
        return row.ownLimit ? tr("active, own limit") : tr("active");
    case HostState::Quiet:
        return row.ownLimit ? tr("quiet, own limit") : tr("quiet");
    }
    Q_UNREACHABLE();
}

QString inFlightText(const HostRow &row)
{
    return row.limit > 0 ? tr("%1 / %2").arg(humanCount(row.inFlight), humanCount(row.limit))
                         : humanCount(row.inFlight);
}

double shareOf(const HostRow &row, WaitReason reason)
{
    const auto total = row.waits.total();
    return total > Duration::zero()
               ? static_cast<double>(row.waits.of(reason).count()) / static_cast<double>(total.count())
               : 0;
}

QString mostTimeText(const HostRow &row)
{
    const auto reason = mostTimeOf(row);
    return reason ? tr("%1, %2").arg(waitReasonLabel(*reason), humanPercent(shareOf(row, *reason))) : none;
}

QString allTimes(const HostRow &row)
{
    QStringList lines;
    for (const auto reason : allWaitReasons) {
        if (row.waits.of(reason) > Duration::zero())
            lines.append(tr("%1: %2, %3")
                             .arg(waitReasonLabel(reason), humanDuration(row.waits.of(reason)),
                                  humanPercent(shareOf(row, reason))));
    }
    return lines.join(u'\n');
}

} // namespace

HostState hostStateOf(const HostRow &row, WallTime now)
{
    if (row.paused)
        return HostState::Paused;
    if (row.coolingUntil && *row.coolingUntil > now)
        return HostState::Cooling;
    return row.inFlight > 0 || row.waiting > 0 ? HostState::Active : HostState::Quiet;
}

QString hostColumnName(HostColumn column)
{
    return QString::fromLatin1(factsOf(column).name);
}

QString hostHeader(HostColumn column)
{
    return tr(factsOf(column).title);
}

QString hostHeaderTip(HostColumn column)
{
    return tr(factsOf(column).tip);
}

bool isNumber(HostColumn column)
{
    return factsOf(column).isNumber;
}

int widthInDigits(HostColumn column)
{
    return factsOf(column).digits;
}

bool isShownAtFirst(HostColumn column)
{
    return factsOf(column).shownAtFirst;
}

QString hostText(const HostRow &row, HostColumn column, WallTime now)
{
    switch (column) {
    case HostColumn::Host:
        return hostTitle(row.host);
    case HostColumn::State:
        return stateText(row, now);
    case HostColumn::InFlight:
        return inFlightText(row);
    case HostColumn::Waiting:
        return humanCount(row.waiting);
    case HostColumn::Rate:
        return orNone(humanRate(row.perSecond), row.perSecond > 0);
    case HostColumn::FirstByteP50:
        return orNone(humanDuration(row.firstByteP50), row.answered > 0);
    case HostColumn::FirstByteP99:
        return orNone(humanDuration(row.firstByteP99), row.answered > 0);
    case HostColumn::Reuse:
        return row.answered > 0 ? humanPercent(static_cast<double>(row.reused) / static_cast<double>(row.answered))
                                : none;
    case HostColumn::Attempts:
        return humanCount(row.attempts);
    case HostColumn::Failed:
        return humanCount(row.failed);
    case HostColumn::Errors:
        return orNone(errorsOf(row).join(QLatin1StringView(", ")), row.failed > 0);
    case HostColumn::Bytes:
        return humanBytes(row.bytes);
    case HostColumn::Http:
        return orNone(visibleText(QString::fromUtf8(row.httpVersion), 8), !row.httpVersion.isEmpty());
    case HostColumn::MostTime:
        return mostTimeText(row);
    }
    Q_UNREACHABLE();
}

QString hostTip(const HostRow &row, HostColumn column)
{
    switch (column) {
    case HostColumn::Host:
        return visibleText(row.host.name);
    case HostColumn::InFlight:
        return row.ownLimit ? tr("A limit of its own, set by you") : QString();
    case HostColumn::Failed:
    case HostColumn::Errors:
        return errorsOf(row).join(u'\n');
    case HostColumn::MostTime:
        return allTimes(row);
    case HostColumn::State:
    case HostColumn::Waiting:
    case HostColumn::Rate:
    case HostColumn::FirstByteP50:
    case HostColumn::FirstByteP99:
    case HostColumn::Reuse:
    case HostColumn::Attempts:
    case HostColumn::Bytes:
    case HostColumn::Http:
        return {};
    }
    Q_UNREACHABLE();
}

QString hostSpokenText(const HostRow &row, HostColumn column)
{
    if (column != HostColumn::InFlight || row.limit == 0)
        return {};
    return tr("%1 in flight of at most %2").arg(humanCount(row.inFlight), humanCount(row.limit));
}

double hostSortValue(const HostRow &row, HostColumn column, WallTime now)
{
    const auto milliseconds = [](Duration span) {
        return std::chrono::duration<double, std::milli>(span).count();
    };
    switch (column) {
    case HostColumn::Host:
        return 0;
    case HostColumn::State:
        return static_cast<double>(hostStateOf(row, now));
    case HostColumn::InFlight:
        return row.inFlight;
    case HostColumn::Waiting:
        return row.waiting;
    case HostColumn::Rate:
        return row.perSecond;
    case HostColumn::FirstByteP50:
        return row.answered > 0 ? milliseconds(row.firstByteP50) : -1;
    case HostColumn::FirstByteP99:
        return row.answered > 0 ? milliseconds(row.firstByteP99) : -1;
    case HostColumn::Reuse:
        return row.answered > 0 ? static_cast<double>(row.reused) / static_cast<double>(row.answered) : -1;
    case HostColumn::Attempts:
        return static_cast<double>(row.attempts);
    case HostColumn::Failed:
    case HostColumn::Errors:
        return static_cast<double>(row.failed);
    case HostColumn::Bytes:
        return static_cast<double>(row.bytes);
    case HostColumn::Http:
        return row.httpVersion.toDouble();
    case HostColumn::MostTime: {
        const auto reason = mostTimeOf(row);
        return reason ? static_cast<double>(*reason) + shareOf(row, *reason) : -1;
    }
    }
    Q_UNREACHABLE();
}

std::optional<WaitReason> mostTimeOf(const HostRow &row)
{
    const auto most = *std::max_element(allWaitReasons.begin(), allWaitReasons.end(), [&row](auto one, auto other) {
        return row.waits.of(one) < row.waits.of(other);
    });
    return row.waits.of(most) > Duration::zero() ? std::optional(most) : std::nullopt;
}

} // namespace sluice
