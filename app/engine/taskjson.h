// A TaskSnapshot on its way to another process, and to programs.
#pragma once

#include "async/tasksnapshot.h"
#include "core/result.h"

#include <QJsonObject>

namespace sluice {

/// Times in seconds; "at" in ISO 8601, UTC. What servers have a say in (host names) is made visible-safe.
QJsonObject tasksToJson(const TaskSnapshot &snapshot);

/// What another Sluice has sent. Members that are missing have their defaults; the error says that it is no snapshot.
Result<TaskSnapshot> tasksFromJson(const QJsonObject &object);

QString taskStateName(TaskState state);           ///< "waiting", ...: never translated
QString resourceKindName(ResourceRow::Kind kind); ///< "semaphore", ...: never translated

} // namespace sluice
