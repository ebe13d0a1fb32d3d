// A run as a project kept it, read without opening the project for work.
#pragma once

#include "core/result.h"
#include "core/runrecord.h"
#include "core/seriespoint.h"
#include "store/failureboard.h"
#include "telemetry/verdict.h"

#include <span>
#include <vector>

namespace sluice {

struct KeptRun
{
    QString project; ///< the name of its file, without folders
    RunRecord record;
    std::vector<SeriesPoint> series; ///< oldest first
    bool isLive = false;             ///< it was still running, here or in another process
};

/// Blocking, milliseconds; also beside a process that works on the project. Oldest first.
Result<std::vector<RunRecord>> readRuns(const QString &projectPath);
/// The run of that number; nothing: the last one. Fails with kind Input, naming the runs there are, when it is none.
Result<KeptRun> readRun(const QString &projectPath, std::optional<qint64> id);

/// The run among these that goes on now, in this process or another. Blocking, microseconds.
std::optional<qint64> liveRunOf(const QString &projectPath, const std::vector<RunRecord> &runs);

/// "Run 3, Jan 5, 12:03, 2 min 28 s": how a person tells it from others.
QString runTitle(const RunRecord &record);
/// "finished", "stopped before the end", "cut off: killed, or a power cut", ...: translated. `isLive`: it goes on.
QString endingText(const RunRecord &record, bool isLive = false);

/// From its beginning to its end; of one that ended without a word, to the beginning of the next.
TimeStretch stretchOf(const RunRecord &record, const std::vector<RunRecord> &runs);

/// What held the run back, as its summary has it: {kind, text, evidence, remedy, gain}. A run that ended without a word
/// has no summary: then what its seconds say.
QJsonObject verdictOf(const KeptRun &run);
/// What held the run back in the ten seconds before a moment.
Verdict verdictAt(std::span<const SeriesPoint> series, const RunRecord &record, WallTime moment);

} // namespace sluice
