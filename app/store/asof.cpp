#include "store/asof.h"

namespace sluice {

namespace {

std::string micros(WallTime moment)
{
    return std::to_string(moment.time_since_epoch().count());
}

/// The last attempt begun by then: `what` may name its columns.
std::string ofLastBegun(const std::string &what, WallTime moment)
{
    return "(SELECT " + what + " FROM attempts a WHERE a.job_id = j.id AND a.started_us <= " + micros(moment) +
           " ORDER BY a.attempt DESC LIMIT 1)";
}

/// The job is at work still, and was then.
std::string isRunningSince(WallTime moment)
{
    return "j.state = 1 AND j.started_us <= " + micros(moment);
}

} // namespace

std::string stateAsOf(WallTime moment)
{
    const auto left =
        ofLastBegun("CASE WHEN a.started_us + a.took_us > " + micros(moment) + " THEN 1 ELSE a.state END", moment);
    return "(CASE WHEN " + isRunningSince(moment) + " THEN 1 ELSE COALESCE(" + left + ", 0) END)";
}

std::string endedAsOf(const char *column, WallTime moment)
{
    const auto ended =
        ofLastBegun("CASE WHEN a.started_us + a.took_us <= " + micros(moment) + " THEN a." + column + " END", moment);
    return "(CASE WHEN " + isRunningSince(moment) + " THEN NULL ELSE " + ended + " END)";
}

std::string startedAsOf(WallTime moment)
{
    return "(CASE WHEN " + isRunningSince(moment) + " THEN j.started_us ELSE " + ofLastBegun("a.started_us", moment) +
           " END)";
}

std::string attemptsAsOf(WallTime moment)
{
    return "(SELECT COUNT(*) FROM attempts a WHERE a.job_id = j.id AND a.started_us + a.took_us <= " + micros(moment) +
           ")";
}

std::string presentAsOf(WallTime moment)
{
    return "j.id < COALESCE((SELECT MIN(first_job) FROM imports WHERE finished_us IS NULL OR finished_us > " +
           micros(moment) + "), 9223372036854775807)";
}

} // namespace sluice
