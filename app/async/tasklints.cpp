#include "async/tasklints.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <functional>
#include <map>

namespace sluice {

namespace {

constexpr auto slowTurn = std::chrono::milliseconds(100);
constexpr auto muchComputing = std::chrono::milliseconds(20);
constexpr auto muchLag = std::chrono::milliseconds(50);
constexpr auto longCancelled = std::chrono::seconds(2);
constexpr auto frame = std::chrono::milliseconds(16);
using Lints = std::vector<TaskLint>;

struct TaskLintText
{
    Q_DECLARE_TR_FUNCTIONS(TaskLints)
};

QString tr(const char *text, int count = -1)
{
    return TaskLintText::tr(text, nullptr, count);
}

QString inMs(Duration span)
{
    return QLocale().toString(std::chrono::duration_cast<std::chrono::milliseconds>(span).count());
}

/// "job 17 (waiting for the first byte, networkfetcher.cpp:61)"
QString culprit(const QString &name, const QString &stage, const QString &location)
{
    QStringList where;
    for (const auto &part : {stage, location}) {
        if (!part.isEmpty())
            where.append(part);
    }
    return where.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, where.join(QLatin1StringView(", ")));
}

/// One lint for all tasks of a kind of trouble: the sentence names the worst of them.
template <typename Wrong, typename Weight>
void judgeRows(const TaskSnapshot &snapshot, const Wrong &isWrong, const Weight &weight, TaskLint lint,
               const std::function<QString(const TaskRow &)> &sentence, Lints *lints)
{
    const TaskRow *worst = nullptr;
    for (const auto &row : snapshot.tasks) {
        if (row.state == TaskState::Done || !isWrong(row))
            continue;
        lint.tasks.push_back(row.id);
        if (!worst || weight(row) > weight(*worst))
            worst = &row;
    }
    if (!worst)
        return;
    lint.text = sentence(*worst);
    if (lint.tasks.size() > 1)
        lint.text += QLatin1Char(' ') + tr("So do %1 others.").arg(QLocale().toString(lint.tasks.size() - 1));
    lints->push_back(std::move(lint));
}

QString whichOf(const TaskRow &row)
{
    return culprit(row.name, row.stage, row.location);
}

void judgeLost(const TaskSnapshot &snapshot, Lints *lints)
{
    judgeRows(
        snapshot, [](const TaskRow &row) { return row.lost; }, [](const TaskRow &row) { return row.waiting; },
        {QStringLiteral("lost-wakeup"),
         {},
         tr("Cancel it; its job can then be run again. This is a fault of Sluice: please report it with a snapshot of "
            "the tasks."),
         {}},
        [](const TaskRow &row) {
            return tr("%1 has waited %2 ms for %3, and nothing is left that could wake it.")
                .arg(whichOf(row), inMs(row.waiting), row.waitingFor);
        },
        lints);
}

void judgeCancelled(const TaskSnapshot &snapshot, Lints *lints)
{
    judgeRows(
        snapshot, [](const TaskRow &row) { return row.cancelledFor >= longCancelled; },
        [](const TaskRow &row) { return row.cancelledFor; },
        {QStringLiteral("cancelled-alive"),
         {},
         tr("What it waits for does not heed cancelling: give that a time limit, or run the step in a child process, "
            "which can be ended."),
         {}},
        [](const TaskRow &row) {
            return tr("%1 was cancelled %2 ms ago and has not ended; it waits for %3.")
                .arg(whichOf(row), inMs(row.cancelledFor),
                     row.waitingFor.isEmpty() ? tr("nothing: it runs") : row.waitingFor);
        },
        lints);
}

void judgeBackoff(const TaskSnapshot &snapshot, Lints *lints)
{
    judgeRows(
        snapshot, [](const TaskRow &row) { return row.holdsPlace && row.backsOff; },
        [](const TaskRow &row) { return row.waiting; },
        {QStringLiteral("backoff-with-place"),
         {},
         tr("Give the place back before the pause and ask for a new one after it: others could use it meanwhile."),
         {}},
        [](const TaskRow &row) {
            return tr("%1 pauses before another try and keeps a place in flight on %2 to itself.")
                .arg(whichOf(row), row.host.isEmpty() ? tr("its host") : row.host);
        },
        lints);
}

/// What has happened, and what still goes on: of each task its worst turn.
std::map<quint64, TaskIncident> longTurns(const TaskSnapshot &snapshot, const TaskEvents &events)
{
    std::map<quint64, TaskIncident> turns;
    for (const auto &incident : events.incidents) {
        if (incident.kind != TaskIncident::Kind::LongTurn)
            continue;
        auto &known = turns.try_emplace(incident.task, incident).first->second;
        if (incident.took > known.took)
            known = incident;
    }
    for (const auto &row : snapshot.tasks) {
        if (row.running < slowTurn)
            continue;
        auto &known = turns[row.id];
        if (row.running > known.took)
            known = {TaskIncident::Kind::LongTurn,
                     {},
                     row.id,
                     row.name,
                     row.stage,
                     row.location,
                     row.running,
                     known.computed};
    }
    return turns;
}

void judgeTurns(const std::map<quint64, TaskIncident> &turns, Lints *lints)
{
    TaskLint slow{QStringLiteral("slow-resume"),
                  {},
                  tr("While it ran, nothing else did: split the work up, or move it to the computing threads."),
                  {}};
    TaskLint computing{QStringLiteral("computing-here"),
                       {},
                       tr("Make it a step, so that it runs on the computing threads while requests go on."),
                       {}};
    Duration slowest{};
    Duration most{};
    for (const auto &[id, turn] : turns) {
        const auto who = culprit(turn.name, turn.stage, turn.location);
        if (turn.took >= slowTurn) {
            slow.tasks.push_back(id);
            if (turn.took > slowest) {
                slowest = turn.took;
                slow.text = tr("%1 ran %2 ms without suspending.").arg(who, inMs(turn.took));
            }
        }
        if (turn.computed >= muchComputing) {
            computing.tasks.push_back(id);
            if (turn.computed > most) {
                most = turn.computed;
                computing.text =
                    tr("%1 computed for %2 ms on the engine's thread, in one go.").arg(who, inMs(turn.computed));
            }
        }
    }
    for (auto *lint : {&slow, &computing}) {
        if (!lint->tasks.empty())
            lints->push_back(std::move(*lint));
    }
}

void judgeLag(const TaskEvents &events, Lints *lints)
{
    auto lags = events.loopLags;
    Duration p99{};
    if (!lags.empty()) { // nearest rank
        const auto rank = std::max<size_t>((lags.size() * 99 + 99) / 100, 1) - 1;
        std::ranges::nth_element(lags, lags.begin() + static_cast<ptrdiff_t>(rank));
        p99 = lags[rank];
    }
    const auto remedy = tr("See which task runs long without suspending; fewer requests in flight make each turn of "
                           "the loop shorter.");
    if (events.loopSilence >= muchLag) {
        lints->push_back({QStringLiteral("loop-lag"),
                          tr("The engine's event loop is blocked, for %1 ms now.").arg(inMs(events.loopSilence)),
                          remedy,
                          {}});
    } else if (p99 >= muchLag) {
        lints->push_back(
            {QStringLiteral("loop-lag"),
             tr("One in a hundred times the engine's event loop was %1 ms late or more, in the last minute.")
                 .arg(inMs(p99)),
             remedy,
             {}});
    }
}

void judgeStalls(const TaskEvents &events, Lints *lints)
{
    const TaskIncident *worst = nullptr;
    int count = 0;
    for (const auto &incident : events.incidents) {
        if (incident.kind != TaskIncident::Kind::Stall || incident.took < frame)
            continue;
        ++count;
        if (!worst || incident.took > worst->took)
            worst = &incident;
    }
    if (!worst)
        return;
    auto text = worst->location.isEmpty()
                    ? tr("The window stood still for %1 ms.").arg(inMs(worst->took))
                    : tr("The window stood still for %1 ms in %2.").arg(inMs(worst->took), worst->location);
    if (count > 1)
        text += QLatin1Char(' ') + tr("It did so %1 times in the last minute.").arg(QLocale().toString(count));
    const auto remedy = worst->location.isEmpty()
                            ? tr("A debug build of Sluice names the function: please report it with that.")
                            : tr("Please report it with this sentence: such work belongs on another thread.");
    lints->push_back({QStringLiteral("window-blocked"), text, remedy, {}});
}

} // namespace

std::vector<TaskLint> lintTasks(const TaskSnapshot &snapshot, const TaskEvents &events)
{
    Lints lints;
    judgeLost(snapshot, &lints);
    judgeStalls(events, &lints);
    judgeTurns(longTurns(snapshot, events), &lints);
    judgeLag(events, &lints);
    judgeCancelled(snapshot, &lints);
    judgeBackoff(snapshot, &lints);
    return lints;
}

void applyLints(TaskSnapshot *snapshot, std::vector<TaskLint> lints)
{
    std::map<quint64, QStringList> names;
    for (const auto &lint : lints) {
        for (const auto id : lint.tasks)
            names[id].append(lint.name);
    }
    if (!names.empty()) {
        for (auto &row : snapshot->tasks) {
            const auto found = names.find(row.id);
            if (found != names.end())
                row.lints = found->second;
        }
    }
    snapshot->lints = std::move(lints);
}

} // namespace sluice
