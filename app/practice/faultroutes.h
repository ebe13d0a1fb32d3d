#pragma once

namespace sluice {

class RouteTable;

/// /status /flaky /truncate /reset: answers that are none.
void addFaultRoutes(RouteTable &routes);

} // namespace sluice
