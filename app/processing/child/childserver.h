// The other end of the pipes: what sluice-step does.
#pragma once

namespace sluice {

/// Reads a setup and then bodies from standard input, answers on standard output, until the input ends. Returns the
/// exit code. Nothing else may write to standard output: what libraries print goes to standard error.
int serveSteps();

} // namespace sluice
