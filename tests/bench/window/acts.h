// What a person does with the table, each with the time until it shows and the stalls on the way.
#pragma once

#include "bench/window/benchwindow.h"

#include <QJsonArray>

namespace sluice::bench {

/// Null, of all of them: something never came.

/// Opens the project and ends when its first rows are painted.
std::optional<QJsonObject> openOnly(const QString &project, Moment started);

/// Opens it and looks round: scrolls, jumps, filters, sorts, selects.
std::optional<QJsonObject> lookRound(const QString &project);

/// Runs the project at 64 lanes for about that long, with its rows shown: at rest, scrolled, filtered, sorted.
std::optional<QJsonObject> watchRun(const QString &project, std::chrono::seconds time);

} // namespace sluice::bench
