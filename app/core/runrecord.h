// One run of a project, as the project remembers it.
#pragma once

#include "core/duration.h"
#include "core/runending.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace sluice {

struct RunRecord
{
    qint64 id = 0; ///< counted from 1 in the order of beginning; 0: what was kept from before runs were told apart
    WallTime started{};
    std::optional<WallTime> ended;   ///< none: still under way, or ended without a word (killed, power cut)
    std::optional<RunEnding> ending; ///< with `ended`; none for the run 0
    QJsonObject options;     ///< limits, recipe and the rest at the start, as the project keeps them: no secrets
    QJsonObject environment; ///< what it ran on: version, qt, cores, os, kernel, engine
    QJsonObject summary;     ///< what `--summary json` prints; empty without an end

    friend bool operator==(const RunRecord &, const RunRecord &) = default;
};

/// "finished", "stopped", "failed": in project files. Never translated.
QLatin1StringView runEndingName(RunEnding ending);
std::optional<RunEnding> runEndingFromName(QStringView name);

} // namespace sluice
