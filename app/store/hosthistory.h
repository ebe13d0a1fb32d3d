// What a project remembers of its hosts.
#pragma once

#include "core/hostrow.h"

#include <SQLiteCpp/Database.h>

namespace sluice {

/// By the host of the address that was asked (where redirects led is not kept for every attempt). With a moment: what
/// the run of that moment had made of its hosts by then, what it had in flight, and how fast they were in the ten
/// seconds before; without one: all attempts of the project. Reads every attempt once.
std::vector<HostRow> readHosts(SQLite::Database &database, std::optional<WallTime> at);

} // namespace sluice
