#pragma once

#include <QJsonObject>

namespace sluice {

struct ProjectOptions;

/// What a run runs on, for its record: version, qt, cores, os, kernel, machine, engine ("curl" or "qt"). Nothing that
/// tells who or where: no names of users, machines or folders.
QJsonObject runEnvironment(const ProjectOptions &options);

} // namespace sluice
