#pragma once

namespace sluice {

class RouteTable;

/// /redirect /etag: answers that use the protocol.
void addHttpRoutes(RouteTable &routes);

} // namespace sluice
