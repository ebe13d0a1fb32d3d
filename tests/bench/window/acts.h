// What a person does with the table, each with the time until it shows and the stalls on the way.
#pragma once

#include "bench/window/benchwindow.h"

#include <QJsonArray>

namespace sluice::bench {

/// Opens the project and looks round: scrolls, jumps, filters, sorts, selects. Null when something never came.
std::optional<QJsonObject> lookRound(const QString &project, Moment started);

/// Runs the project at 64 lanes for about that long, with its rows shown: at rest, scrolled, filtered, sorted.
std::optional<QJsonObject> watchRun(const QString &project, std::chrono::seconds time);

} // namespace sluice::bench
