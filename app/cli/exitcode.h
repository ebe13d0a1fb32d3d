// What the shell is told.
#pragma once

namespace sluice {

enum class ExitCode : int {
    AllSucceeded = 0,
    SomeFailed = 1,
    Usage = 2,    ///< wrong options, or input that cannot be read
    Stopped = 3,  ///< before the end; the project can be resumed
    Internal = 4, ///< storage, or a fault of ours
};

} // namespace sluice
