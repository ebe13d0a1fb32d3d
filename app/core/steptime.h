// What a step of a recipe takes.
#pragma once

#include "core/duration.h"

#include <QString>

namespace sluice {

/// Of one step over a run, or over a stretch of it.
struct StepTime
{
    QString name{};        ///< of its kind; where a recipe has several: "xpath", "xpath 2"
    bool isolated = false; ///< in a child process
    qint64 runs = 0;       ///< bodies, those it failed on too
    Duration time{};       ///< at work, over all threads: four threads make four seconds of a second
    Duration longest{};    ///< on one body; zero: not known

    friend bool operator==(const StepTime &, const StepTime &) = default;
};

} // namespace sluice
