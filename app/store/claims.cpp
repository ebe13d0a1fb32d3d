#include "store/claims.h"

#include "store/sqlvalues.h"

#include <algorithm>
#include <iterator>

namespace sluice {

constexpr int dueRowsPerLook = 2000;      // passed over, among many due jobs of hosts that are skipped
constexpr size_t rememberedPlaces = 4096; // they only save stepping over jobs that are out

struct Claims::Round
{
    const ClaimRequest &request;
    Visible visible;
    std::unordered_set<qint64> skip;
    qint64 start;         // the tour of hosts ends where it began
    bool wrapped = false; // past the highest host, again from the lowest
    bool toured = false;  // every host had its turn
    bool sawAllDue = false;
    Claim claim{};
    std::unordered_map<qint64, HostKey> keys{};
    std::unordered_map<qint64, int> given{}; // by host

    int open() const { return request.count - static_cast<int>(claim.jobs.size()); }
    int openFor(qint64 host) { return skip.contains(host) ? 0 : std::min(open(), request.perHost - given[host]); }
};

Claims::Claims(SQLite::Database &database)
    : m_due(database,
            "SELECT id, url, attempts, last_attempt, extra, host_id, due_us, started_us + took_us, asked_to_wait "
            "FROM jobs INDEXED BY jobs_due "
            "WHERE state = 2 AND due_us <= ?1 AND (due_us, id) > (?2, ?3) ORDER BY due_us, id")
    , m_nextDue(database,
                "SELECT id, due_us FROM jobs INDEXED BY jobs_due WHERE state = 2 AND due_us > ?1 ORDER BY due_us, id")
    , m_nextHost(database, "SELECT host_id FROM jobs INDEXED BY jobs_ready WHERE state = 0 AND host_id > ?1 "
                           "ORDER BY host_id LIMIT 1")
    , m_ready(database, "SELECT id, url, attempts, last_attempt, extra FROM jobs INDEXED BY jobs_ready "
                        "WHERE state = 0 AND host_id = ?1 AND id > ?2 AND id <= ?3 ORDER BY id")
    , m_hostName(database, "SELECT name FROM hosts WHERE id = ?1")
    , m_hostId(database, "SELECT id FROM hosts WHERE name = ?1")
{
}

Claim Claims::take(const ClaimRequest &request, const Visible &visible)
{
    Round round{request, visible, hostIds(request.skip), m_lastHost};
    try {
        takeDue(round, false);
        takeReady(round);
        if (round.claim.jobs.empty() && !round.sawAllDue)
            takeDue(round, true);
        round.claim.nextDue = nextDue(request.now);
    } catch (...) {
        for (const auto &job : round.claim.jobs)
            release(job.id);
        throw;
    }
    const bool capped = std::any_of(round.given.begin(), round.given.end(),
                                    [&](const auto &host) { return host.second >= request.perHost; });
    round.claim.exhausted = round.open() > 0 && round.toured && round.sawAllDue && !capped && !round.claim.nextDue;
    return std::move(round.claim);
}

void Claims::takeDue(Round &round, bool patient)
{
    const auto from = patient ? DuePlace() : std::exchange(m_dueFrom, {});
    const bool sawEnd = lookAtDue(round, from, patient);
    round.sawAllDue = sawEnd && from == DuePlace();
    if (sawEnd && from != DuePlace()) // and now those before
        round.sawAllDue = lookAtDue(round, {}, patient);
}

/// True when every due job behind `from` was given or passed over.
bool Claims::lookAtDue(Round &round, DuePlace from, bool patient)
{
    const ResetGuard guard(m_due);
    bindTime(m_due, 1, round.request.now);
    bindNumber(m_due, 2, from.first);
    bindNumber(m_due, 3, from.second);
    for (int passedOver = 0; round.open() > 0;) {
        if (!m_due.executeStep())
            return true;
        const auto job = numberAt(m_due, 0);
        const auto host = numberAt(m_due, 5);
        if (!isLeased(job) && round.openFor(host) > 0) {
            give(round, m_due, host);
            auto &given = round.claim.jobs.back();
            given.dueAt = timeAt(m_due, 6);
            if (hasValue(m_due, 7))
                given.lastEnded = timeAt(m_due, 7);
            given.askedToWait = numberAt(m_due, 8) != 0;
        } else if (++passedOver == dueRowsPerLook && !patient) {
            m_dueFrom = {numberAt(m_due, 6), job}; // the next look goes on behind it
            return false;
        }
    }
    return false;
}

void Claims::takeReady(Round &round)
{
    while (round.open() > 0) {
        auto hosts = nextHosts(round, static_cast<size_t>(round.open()));
        if (hosts.empty())
            return;
        while (!hosts.empty() && round.open() > 0) {
            const auto share = (round.open() + static_cast<int>(hosts.size()) - 1) / static_cast<int>(hosts.size());
            std::erase_if(hosts,
                          [&](qint64 host) { return !takeFrom(round, host, std::min(share, round.openFor(host))); });
        }
    }
}

std::vector<qint64> Claims::nextHosts(Round &round, size_t most)
{
    std::vector<qint64> hosts;
    while (hosts.size() < most && !round.toured) {
        const ResetGuard guard(m_nextHost);
        bindNumber(m_nextHost, 1, m_lastHost);
        const auto host = m_nextHost.executeStep() ? numberAt(m_nextHost, 0) : std::numeric_limits<qint64>::max();
        const bool pastLast = host == std::numeric_limits<qint64>::max() || host > round.visible.lastHost;
        if (pastLast && !round.wrapped && round.start > 0) {
            round.wrapped = true;
            m_lastHost = 0;
        } else if (pastLast || (round.wrapped && host > round.start)) {
            round.toured = true;
        } else {
            m_lastHost = host;
            if (!round.skip.contains(host))
                hosts.push_back(host);
        }
    }
    return hosts;
}

/// False when the host has no more, or had its share.
bool Claims::takeFrom(Round &round, qint64 host, int most)
{
    if (most == 0)
        return round.openFor(host) > 0;
    if (m_places.size() >= rememberedPlaces)
        m_places.clear();
    auto &place = m_places[host];
    const ResetGuard guard(m_ready);
    bindNumber(m_ready, 1, host);
    bindNumber(m_ready, 2, place);
    bindNumber(m_ready, 3, round.visible.lastJob);
    while (most > 0) {
        if (!m_ready.executeStep())
            return false;
        const auto job = numberAt(m_ready, 0);
        if (!isLeased(job)) {
            give(round, m_ready, host);
            --most;
        }
        place = job;
    }
    return true;
}

void Claims::give(Round &round, const SQLite::Statement &row, qint64 host)
{
    Job job;
    job.id = JobId(numberAt(row, 0));
    job.url = QUrl(textAt(row, 1));
    job.host = hostKey(round, host);
    job.attempts = static_cast<int>(numberAt(row, 2));
    job.lastAttempt = static_cast<int>(numberAt(row, 3));
    job.extra = bytesAt(row, 4);
    round.claim.jobs.push_back(std::move(job));
    ++round.given[host];
    m_leased.insert(number(round.claim.jobs.back().id));
}

std::optional<WallTime> Claims::nextDue(WallTime now)
{
    const ResetGuard guard(m_nextDue);
    bindTime(m_nextDue, 1, now);
    while (m_nextDue.executeStep()) {
        if (!isLeased(numberAt(m_nextDue, 0)))
            return timeAt(m_nextDue, 1);
    }
    return std::nullopt;
}

std::unordered_set<qint64> Claims::hostIds(const std::vector<HostKey> &hosts)
{
    std::unordered_set<qint64> ids;
    for (const auto &host : hosts) {
        const ResetGuard guard(m_hostId);
        m_hostId.bind(1, host.name.toStdString());
        if (m_hostId.executeStep())
            ids.insert(numberAt(m_hostId, 0));
    }
    return ids;
}

HostKey Claims::hostKey(Round &round, qint64 host)
{
    auto &key = round.keys[host];
    if (key.name.isEmpty()) {
        const ResetGuard guard(m_hostName);
        bindNumber(m_hostName, 1, host);
        if (m_hostName.executeStep())
            key.name = textAt(m_hostName, 0);
    }
    return key;
}

void Claims::end(JobId job)
{
    m_leased.erase(number(job));
    m_withdrawals->end(job);
}

bool Claims::withdraw(JobId job)
{
    if (!m_withdrawals->withdraw(job))
        return false;
    m_leased.erase(number(job));
    forgetPlaces(); // at once: what it was taken back for may fail
    return true;
}

std::vector<JobId> Claims::leasedOf(const std::vector<JobId> &jobs) const
{
    std::vector<JobId> leased;
    if (jobs.empty()) {
        for (const auto job : m_leased)
            leased.push_back(JobId(job));
    } else {
        std::ranges::copy_if(jobs, std::back_inserter(leased), [this](JobId job) { return isLeased(number(job)); });
    }
    return leased;
}

void Claims::release(JobId job)
{
    end(job);
    forgetPlaces();
}

} // namespace sluice
