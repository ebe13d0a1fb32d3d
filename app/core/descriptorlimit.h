#pragma once

namespace sluice {

/// Lets this process have as many open files and connections as the system allows it (the soft limit is often 1,024).
/// For the start of a program.
void raiseDescriptorLimit();

/// How many this process may have open at once.
int descriptorLimit();

} // namespace sluice
