// Where sluice-step is.
#pragma once

#include <QString>

namespace sluice {

/// Beside the running program, or in ../bin of its folder. When it is in neither, the path where it should be: starting
/// it then fails with a sentence that names it.
QString childProgramPath();

} // namespace sluice
