// Which jobs are given out next, and which are out.
#pragma once

#include "store/jobimport.h"
#include "store/jobsource.h"
#include "store/withdrawals.h"

#include <memory>
#include <unordered_map>
#include <unordered_set>

namespace sluice {

/// Reads on the writer's connection, so that it sees what is not committed yet. What is out is known in memory
/// only: the file says queued until an attempt is written, and that is what a killed process should leave behind.
///
/// Due retries come first, in order of their time; then hosts in turn, each by seeking in the index of ready
/// jobs, so that a claim costs about the same among a million jobs of one host and a million hosts of one job.
/// Writer thread; throws SQLite::Exception, and has then given out nothing.
class Claims
{
public:
    explicit Claims(SQLite::Database &database);

    Claim take(const ClaimRequest &request, const Visible &visible);

    void end(JobId job); ///< its attempt was recorded
    void release(JobId job);
    bool isLeased(qint64 job) const { return m_leased.contains(job); }
    /// Those of them that are out; of none, all that are.
    std::vector<JobId> leasedOf(const std::vector<JobId> &jobs) const;

    /// Takes a job that is out back, if it has not begun: it is no longer leased then.
    bool withdraw(JobId job);
    const std::shared_ptr<Withdrawals> &withdrawals() const { return m_withdrawals; }

    /// Jobs were queued again: those before the last one given out too.
    void forgetPlaces() { m_places.clear(); }

private:
    struct Round;
    using DuePlace = std::pair<qint64, qint64>; // due time and id

    void takeDue(Round &round, bool patient);
    bool lookAtDue(Round &round, DuePlace from, bool patient);
    void takeReady(Round &round);
    std::vector<qint64> nextHosts(Round &round, size_t most);
    bool takeFrom(Round &round, qint64 host, int most);
    void give(Round &round, const SQLite::Statement &row, qint64 host);
    std::optional<WallTime> nextDue(WallTime now);
    std::unordered_set<qint64> hostIds(const std::vector<HostKey> &hosts);
    HostKey hostKey(Round &round, qint64 host);

    SQLite::Statement m_due;
    SQLite::Statement m_nextDue;
    SQLite::Statement m_nextHost;
    SQLite::Statement m_ready;
    SQLite::Statement m_hostName;
    SQLite::Statement m_hostId;

    std::shared_ptr<Withdrawals> m_withdrawals = std::make_shared<Withdrawals>();
    std::unordered_set<qint64> m_leased;
    std::unordered_map<qint64, qint64> m_places; // by host: the last job given out; none before it is free
    qint64 m_lastHost = 0;                       // whose turn it was last
    DuePlace m_dueFrom;                          // where a look was cut short
};

} // namespace sluice
