#include "async/taskrows.h"

#include "async/awaiting.h"

#include <QCoreApplication>

#include <cstring>

namespace sluice {

namespace {

TaskState stateOf(const TaskFacts &facts)
{
    if (facts.ended != TimePoint())
        return TaskState::Done;
    if (facts.cancelledAt != TimePoint())
        return TaskState::Cancelled;
    switch (facts.phase) {
    case TaskPhase::Running:
        return TaskState::Running;
    case TaskPhase::Ready:
        return TaskState::Ready;
    case TaskPhase::Waiting:
        return TaskState::Waiting;
    }
    Q_UNREACHABLE();
}

/// The reading takes a moment: what changed in it must not count backwards.
Duration from(TimePoint since, TimePoint now)
{
    return std::max(now - since, Duration::zero());
}

TaskRow rowOf(const TaskFacts &facts, TimePoint now)
{
    const bool lives = facts.ended == TimePoint();
    TaskRow row;
    row.id = facts.id;
    row.parent = facts.parent;
    row.name = nameOf(facts.label);
    row.kind = QString::fromLatin1(facts.label.kind);
    row.state = stateOf(facts);
    row.stage = stageOf(facts);
    row.age = from(facts.born, lives ? now : facts.ended);
    row.busy = facts.busy;
    row.readyDelay = facts.readyDelay;
    row.longestBusy = facts.longestBusy;
    row.resumes = facts.resumes;
    row.thread = facts.thread;
    row.host = facts.label.host;
    row.attempt = facts.label.attempt;
    row.location = locationOf(facts);
    if (!lives)
        return row;
    row.holdsPlace = facts.held > 0;
    row.cancellable = facts.cancellable && facts.cancelledAt == TimePoint();
    if (facts.cancelledAt != TimePoint())
        row.cancelledFor = from(facts.cancelledAt, now);
    if (facts.phase == TaskPhase::Running) {
        row.running = from(facts.since, now);
        row.longestBusy = std::max(row.longestBusy, row.running);
        return row;
    }
    row.waiting = from(facts.since, now);
    row.waitingFor = awaitedText(facts.awaited);
    row.backsOff = facts.phase == TaskPhase::Waiting && facts.awaited == awaiting::nextTry;
    row.lost = facts.phase == TaskPhase::Waiting && facts.lost;
    return row;
}

} // namespace

QString nameOf(const TaskLabel &label)
{
    const auto kind = QString::fromLatin1(label.kind);
    return label.number == 0 ? kind : QStringLiteral("%1 %2").arg(kind).arg(label.number);
}

QString stageOf(const TaskFacts &facts)
{
    return facts.stage < 0 ? QString() : waitReasonLabel(static_cast<WaitReason>(facts.stage));
}

QString locationOf(const TaskFacts &facts)
{
    if (!facts.file)
        return {};
    const auto *slash = std::strrchr(facts.file, '/');
    return QStringLiteral("%1:%2").arg(QString::fromUtf8(slash ? slash + 1 : facts.file)).arg(facts.line);
}

QString awaitedText(const char *awaited)
{
    return awaited ? QCoreApplication::translate("Awaiting", awaited) : QString();
}

TaskSnapshot snapshotOf(const TaskReading &reading)
{
    TaskSnapshot snapshot;
    snapshot.at = reading.at;
    snapshot.finished = reading.finishedInAll;
    snapshot.dropped = reading.dropped;
    snapshot.tasks.reserve(reading.living.size() + reading.finished.size());
    for (const auto &facts : reading.living)
        snapshot.tasks.push_back(rowOf(facts, reading.now));
    for (const auto &facts : reading.finished)
        snapshot.tasks.push_back(rowOf(facts, reading.now));
    return snapshot;
}

} // namespace sluice
