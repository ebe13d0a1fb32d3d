#pragma once

#include "core/seriespoint.h"

#include <SQLiteCpp/Statement.h>

#include <optional>
#include <vector>

namespace sluice {

/// Appends the seconds of a run. Writer thread; throws SQLite::Exception.
class SeriesWriter
{
public:
    explicit SeriesWriter(SQLite::Database &database);

    void append(const SeriesPoint &point);

private:
    SQLite::Statement m_insert;
};

/// Oldest first; of one run, or of all.
std::vector<SeriesPoint> readSeries(SQLite::Database &database, std::optional<qint64> run);

} // namespace sluice
