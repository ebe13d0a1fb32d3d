// A job source in memory that keeps the contract of leases.
#pragma once

#include "store/jobsource.h"

#include <deque>
#include <map>

namespace sluice::test {

class FakeSource final : public JobSource
{
public:
    void add(const QString &url)
    {
        const QUrl parsed(url);
        m_ready.push_back({JobId(++m_last), parsed, HostKey::of(parsed), 0, 0, {}});
    }

    QCoro::Task<Result<Claim>> claim(ClaimRequest request) override
    {
        if (failing)
            co_return Error{ErrorKind::Storage, QStringLiteral("scripted")};
        Claim claim;
        std::map<QString, int> given;
        for (auto due = m_retrying.begin(); due != m_retrying.end() && due->first <= request.now;) {
            m_ready.push_front(due->second);
            due = m_retrying.erase(due);
        }
        for (auto job = m_ready.begin(); job != m_ready.end();) {
            const bool skipped = std::ranges::find(request.skip, job->host) != request.skip.end() ||
                                 given[job->host.name] >= request.perHost;
            if (skipped || static_cast<int>(claim.jobs.size()) >= request.count) {
                ++job;
                continue;
            }
            ++given[job->host.name];
            firstClaimedAt.try_emplace(job->id, request.now);
            claim.jobs.push_back(*job);
            leased.emplace(job->id, *job);
            job = m_ready.erase(job);
        }
        if (!m_retrying.empty())
            claim.nextDue = m_retrying.begin()->first;
        claim.exhausted = claim.jobs.empty() && m_retrying.empty();
        mostLeased = std::max(mostLeased, leased.size());
        co_return claim;
    }

    void markRunning(JobId job, WallTime) override { log(job, QStringLiteral("running")); }

    QCoro::Task<> record(AttemptRecord record, CancelToken) override
    {
        log(record.job, jobStateName(record.state));
        auto job = leased.extract(record.job).mapped();
        if (record.state == JobState::Retrying) {
            job.attempts += 1;
            job.lastAttempt = record.attempt;
            job.lastEnded = record.startedAt + record.took;
            job.dueAt = record.dueAt;
            job.askedToWait = record.askedToWait;
            m_retrying.emplace(record.dueAt, job);
        }
        records.push_back(std::move(record));
        co_return;
    }

    void release(JobId job) override
    {
        log(job, QStringLiteral("released"));
        m_ready.push_back(leased.extract(job).mapped());
    }

    void cancel(JobId job) override
    {
        log(job, QStringLiteral("cancelled"));
        std::erase_if(m_ready, [job](const Job &ready) { return ready.id == job; });
        std::erase_if(m_retrying, [job](const auto &retrying) { return retrying.second.id == job; });
    }

    size_t ready() const { return m_ready.size(); }
    size_t retrying() const { return m_retrying.size(); }

    bool failing = false; ///< claims are answered with an error
    std::map<JobId, Job> leased;
    std::map<JobId, WallTime> firstClaimedAt;
    size_t mostLeased = 0;
    std::vector<AttemptRecord> records;
    QStringList events; ///< "1 running", "1 succeeded", ...

private:
    void log(JobId job, const QString &what) { events.append(QStringLiteral("%1 %2").arg(number(job)).arg(what)); }

    qint64 m_last = 0;
    std::deque<Job> m_ready;
    std::multimap<WallTime, Job> m_retrying;
};

} // namespace sluice::test
