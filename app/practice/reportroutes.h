#pragma once

class QUrl;

namespace sluice {

class RouteTable;
class ServerCounts;

/// /list /stats: what the server knows of itself. `counts` outlives the table.
void addReportRoutes(RouteTable &routes, const ServerCounts *counts, const QUrl &base);

} // namespace sluice
