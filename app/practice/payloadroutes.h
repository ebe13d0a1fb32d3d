#pragma once

namespace sluice {

class RouteTable;

/// /bytes /image /json /html /gzip: answers with something in them, the same at every request.
void addPayloadRoutes(RouteTable &routes);

} // namespace sluice
