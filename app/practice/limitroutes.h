#pragma once

namespace sluice {

class RouteTable;

/// /retry-after /ratelimit: answers that ask for patience.
void addLimitRoutes(RouteTable &routes);

} // namespace sluice
