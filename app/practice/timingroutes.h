#pragma once

namespace sluice {

class RouteTable;

/// /delay /drip /hang: answers that take their time.
void addTimingRoutes(RouteTable &routes);

} // namespace sluice
