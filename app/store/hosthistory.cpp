#include "store/hosthistory.h"

#include "core/hosttally.h"
#include "core/waitjson.h"
#include "store/sqlvalues.h"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <limits>
#include <unordered_map>

namespace sluice {

namespace {

constexpr auto rateSpan = std::chrono::seconds(10);

struct Past
{
    HostTally tally;
    int inFlight = 0;
    qint64 recent = 0;
};

/// Job after job, for they count from 1 without gaps. In a file from elsewhere they may not: its other jobs are left
/// out, lest a number take the memory of as many.
std::vector<qint64> readHostsOfJobs(SQLite::Database &database)
{
    std::vector<qint64> hosts(1);
    SQLite::Statement query(database, "SELECT id, host_id FROM jobs WHERE id >= 1 ORDER BY id");
    while (query.executeStep()) {
        if (numberAt(query, 0) != static_cast<qint64>(hosts.size()))
            break;
        hosts.push_back(numberAt(query, 1));
    }
    return hosts;
}

qint64 microseconds(WallTime time)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()).count();
}

/// When the run of that moment began.
qint64 beginOfRun(SQLite::Database &database, qint64 at)
{
    SQLite::Statement query(database, "SELECT MAX(started_us) FROM runs WHERE started_us <= ?1");
    bindNumber(query, 1, at);
    return query.executeStep() ? numberAt(query, 0, std::numeric_limits<qint64>::min())
                               : std::numeric_limits<qint64>::min();
}

/// What a killed process had in flight is queued again when the project is next opened: these are at work now.
void addRunning(SQLite::Database &database, qint64 from, qint64 at, std::unordered_map<qint64, Past> *hosts)
{
    SQLite::Statement query(database, "SELECT host_id FROM jobs INDEXED BY jobs_running WHERE state = 1 AND "
                                      "started_us >= ?1 AND started_us <= ?2");
    bindNumber(query, 1, from);
    bindNumber(query, 2, at);
    while (query.executeStep())
        ++(*hosts)[numberAt(query, 0)].inFlight;
}

HostSample sampleAt(const SQLite::Statement &row)
{
    HostSample sample;
    sample.bytes = numberAt(row, 4);
    sample.error = errorKindFromName(textAt(row, 5));
    sample.outcome = sample.error ? Outcome::Failed : Outcome::Succeeded;
    sample.waits = waitTimesFromJson(jsonAt(row, 6));
    sample.reused = numberAt(row, 7) != 0;
    sample.httpVersion = bytesAt(row, 8);
    if (hasValue(row, 3)) // with a status something came back
        sample.firstByte = sample.waits.of(WaitReason::FirstByte);
    return sample;
}

} // namespace

std::vector<HostRow> readHosts(SQLite::Database &database, std::optional<WallTime> at)
{
    const SQLite::Transaction snapshot(database); // one look at all of it
    const auto hostsOfJobs = readHostsOfJobs(database);
    const auto until = at ? microseconds(*at) : std::numeric_limits<qint64>::max();
    SQLite::Statement query(database, "SELECT job_id, started_us, took_us, status, bytes, error_kind, timings, reused, "
                                      "http_version FROM attempts WHERE started_us >= ?1 AND started_us <= ?2");
    const auto from = at ? beginOfRun(database, until) : std::numeric_limits<qint64>::min();
    bindNumber(query, 1, from);
    bindNumber(query, 2, until);
    std::unordered_map<qint64, Past> hosts;
    if (at)
        addRunning(database, from, until, &hosts);
    while (query.executeStep()) {
        const auto job = static_cast<size_t>(numberAt(query, 0));
        if (job >= hostsOfJobs.size())
            continue; // of a list that is being imported
        auto &past = hosts[hostsOfJobs[job]];
        const auto ended = numberAt(query, 1) + numberAt(query, 2);
        if (ended > until) {
            ++past.inFlight;
            continue;
        }
        past.tally.add(sampleAt(query));
        past.recent += at && ended > until - Duration(rateSpan).count() ? 1 : 0;
    }

    std::vector<HostRow> rows;
    rows.reserve(hosts.size());
    SQLite::Statement names(database, "SELECT id, name FROM hosts");
    while (names.executeStep()) {
        const auto found = hosts.find(numberAt(names, 0));
        if (found == hosts.end())
            continue;
        auto &row = rows.emplace_back();
        row.host.name = textAt(names, 1);
        found->second.tally.describe(&row);
        row.inFlight = found->second.inFlight;
        row.perSecond = static_cast<double>(found->second.recent) / std::chrono::duration<double>(rateSpan).count();
    }
    return rows;
}

} // namespace sluice
