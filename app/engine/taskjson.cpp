#include "engine/taskjson.h"

#include "core/isotime.h"
#include "core/safetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

#include <algorithm>
#include <array>

namespace sluice {

namespace {

constexpr std::array states{TaskState::Running, TaskState::Ready, TaskState::Waiting, TaskState::Cancelled,
                            TaskState::Done};
constexpr std::array kinds{ResourceRow::Kind::Semaphore, ResourceRow::Kind::Bucket, ResourceRow::Kind::Pool,
                           ResourceRow::Kind::Writer};

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

Duration span(const QJsonObject &object, const char *name)
{
    return std::chrono::round<Duration>(std::chrono::duration<double>(object.value(key(name)).toDouble()));
}

QString text(const QJsonObject &object, const char *name)
{
    return visibleText(object.value(key(name)).toString());
}

QJsonObject rowToJson(const TaskRow &row)
{
    return {{key("id"), static_cast<qint64>(row.id)},
            {key("parent"), static_cast<qint64>(row.parent)},
            {key("name"), row.name},
            {key("kind"), row.kind},
            {key("state"), taskStateName(row.state)},
            {key("waitingFor"), row.waitingFor},
            {key("stage"), row.stage},
            {key("waiting"), seconds(row.waiting)},
            {key("age"), seconds(row.age)},
            {key("busy"), seconds(row.busy)},
            {key("running"), seconds(row.running)},
            {key("cancelledFor"), seconds(row.cancelledFor)},
            {key("readyDelay"), seconds(row.readyDelay)},
            {key("longestBusy"), seconds(row.longestBusy)},
            {key("resumes"), row.resumes},
            {key("thread"), row.thread},
            {key("host"), visibleText(row.host)},
            {key("attempt"), row.attempt},
            {key("holdsPlace"), row.holdsPlace},
            {key("backsOff"), row.backsOff},
            {key("lost"), row.lost},
            {key("cancellable"), row.cancellable},
            {key("location"), row.location},
            {key("lints"), QJsonArray::fromStringList(row.lints)}};
}

TaskRow rowFromJson(const QJsonObject &object)
{
    TaskRow row;
    row.id = static_cast<quint64>(object.value(key("id")).toInteger());
    row.parent = static_cast<quint64>(object.value(key("parent")).toInteger());
    row.name = text(object, "name");
    row.kind = text(object, "kind");
    const auto state = text(object, "state");
    const auto found = std::ranges::find(states, state, taskStateName);
    row.state = found == states.end() ? TaskState::Waiting : *found;
    row.waitingFor = text(object, "waitingFor");
    row.stage = text(object, "stage");
    row.waiting = span(object, "waiting");
    row.age = span(object, "age");
    row.busy = span(object, "busy");
    row.running = span(object, "running");
    row.cancelledFor = span(object, "cancelledFor");
    row.readyDelay = span(object, "readyDelay");
    row.longestBusy = span(object, "longestBusy");
    row.resumes = object.value(key("resumes")).toInteger();
    row.thread = text(object, "thread");
    row.host = text(object, "host");
    row.attempt = object.value(key("attempt")).toInt();
    row.holdsPlace = object.value(key("holdsPlace")).toBool();
    row.backsOff = object.value(key("backsOff")).toBool();
    row.lost = object.value(key("lost")).toBool();
    row.cancellable = object.value(key("cancellable")).toBool();
    row.location = text(object, "location");
    for (const auto &lint : object.value(key("lints")).toArray())
        row.lints.append(visibleText(lint.toString()));
    return row;
}

QJsonObject resourceToJson(const ResourceRow &row)
{
    return {{key("kind"), resourceKindName(row.kind)},
            {key("name"), row.name},
            {key("limit"), row.limit},
            {key("held"), row.held},
            {key("waiters"), row.waiters},
            {key("longestWait"), seconds(row.longestWait)}};
}

ResourceRow resourceFromJson(const QJsonObject &object)
{
    const auto kind = text(object, "kind");
    const auto found = std::ranges::find(kinds, kind, resourceKindName);
    return {found == kinds.end() ? ResourceRow::Kind::Semaphore : *found,
            text(object, "name"),
            object.value(key("limit")).toDouble(),
            object.value(key("held")).toDouble(),
            object.value(key("waiters")).toInt(),
            span(object, "longestWait")};
}

QJsonObject lintToJson(const TaskLint &lint)
{
    QJsonArray tasks;
    for (const auto id : lint.tasks)
        tasks.append(static_cast<qint64>(id));
    return {{key("name"), lint.name},
            {key("text"), visibleText(lint.text, 2000)},
            {key("remedy"), lint.remedy},
            {key("tasks"), tasks}};
}

TaskLint lintFromJson(const QJsonObject &object)
{
    TaskLint lint{text(object, "name"),
                  visibleText(object.value(key("text")).toString(), 2000),
                  visibleText(object.value(key("remedy")).toString(), 2000),
                  {}};
    for (const auto &id : object.value(key("tasks")).toArray())
        lint.tasks.push_back(static_cast<quint64>(id.toInteger()));
    return lint;
}

template <typename T, typename Convert>
QJsonArray arrayOf(const std::vector<T> &rows, const Convert &convert)
{
    QJsonArray array;
    for (const auto &row : rows)
        array.append(convert(row));
    return array;
}

} // namespace

QString taskStateName(TaskState state)
{
    switch (state) {
    case TaskState::Running:
        return key("running");
    case TaskState::Ready:
        return key("ready");
    case TaskState::Waiting:
        return key("waiting");
    case TaskState::Cancelled:
        return key("cancelled");
    case TaskState::Done:
        return key("done");
    }
    Q_UNREACHABLE();
}

QString resourceKindName(ResourceRow::Kind kind)
{
    switch (kind) {
    case ResourceRow::Kind::Semaphore:
        return key("semaphore");
    case ResourceRow::Kind::Bucket:
        return key("bucket");
    case ResourceRow::Kind::Pool:
        return key("pool");
    case ResourceRow::Kind::Writer:
        return key("writer");
    }
    Q_UNREACHABLE();
}

QJsonObject tasksToJson(const TaskSnapshot &snapshot)
{
    return {{key("at"), isoTime(snapshot.at)},
            {key("finished"), snapshot.finished},
            {key("dropped"), snapshot.dropped},
            {key("lints"), arrayOf(snapshot.lints, lintToJson)},
            {key("resources"), arrayOf(snapshot.resources, resourceToJson)},
            {key("tasks"), arrayOf(snapshot.tasks, rowToJson)}};
}

Result<TaskSnapshot> tasksFromJson(const QJsonObject &object)
{
    const auto at = QDateTime::fromString(object.value(key("at")).toString(), Qt::ISODateWithMs);
    if (!at.isValid() || !object.value(key("tasks")).isArray())
        return Error{ErrorKind::Input, QCoreApplication::translate("TaskJson", "This is no snapshot of tasks.")};
    TaskSnapshot snapshot;
    snapshot.at = WallTime(std::chrono::milliseconds(at.toMSecsSinceEpoch()));
    snapshot.finished = object.value(key("finished")).toInteger();
    snapshot.dropped = object.value(key("dropped")).toInteger();
    for (const auto &lint : object.value(key("lints")).toArray())
        snapshot.lints.push_back(lintFromJson(lint.toObject()));
    for (const auto &resource : object.value(key("resources")).toArray())
        snapshot.resources.push_back(resourceFromJson(resource.toObject()));
    for (const auto &task : object.value(key("tasks")).toArray())
        snapshot.tasks.push_back(rowFromJson(task.toObject()));
    return snapshot;
}

} // namespace sluice
