#pragma once

#include <QtGlobal>

namespace sluice {

/// How a run came to its end.
enum class RunEnding : quint8 {
    Finished, ///< nothing is left to do
    Stopped,  ///< drained or stopped: what was not finished can be resumed
    Failed,   ///< the project file could not be read or written: what was not recorded can be resumed
};

} // namespace sluice
