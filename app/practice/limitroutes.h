#pragma once

namespace sluice {

class RouteTable;

/// /retry-after /ratelimit /workers: answers that ask for patience, and those that take it.
void addLimitRoutes(RouteTable &routes);

} // namespace sluice
