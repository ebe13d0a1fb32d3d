#pragma once

#include "store/importpump.h"
#include "store/projectlock.h"
#include "store/projectstore.h"
#include "store/writerthread.h"

#include <atomic>

namespace sluice {

/// ProjectStore over a WriterThread: every function hands a command over and, where it answers, waits for it.
class SqliteProjectStore final : public ProjectStore
{
    Q_OBJECT

public:
    SqliteProjectStore(std::unique_ptr<ProjectLock> lock, std::unique_ptr<ProjectFile> file,
                       QHash<QString, QString> values, qint64 lastRun);

    QString path() const override { return m_path; }

    Result<void> beginImport(const QString &source) override;
    Result<void> addJobs(std::vector<NewJob> jobs) override;
    Result<void> finishImport(const QStringList &extraColumns) override;
    void abandonImport() override;

    Result<qint64> requeue(const JobFilter &filter) override;
    Result<qint64> cancelJobs(const JobFilter &filter) override;

    void change(BulkAct act, const JobFilter &filter, std::function<void(const Result<BulkChange> &)> done) override;
    void undo(qint64 change, std::function<void(const Result<BulkUndo> &)> done) override;

    void setValue(const QString &key, const QString &value) override;
    QString value(const QString &key) const override;
    void appendSeries(SeriesPoint point) override;
    qint64 beginRun(RunRecord record) override;
    void endRun(RunRecord record) override;

    StateCounts counts() const override { return m_writer.counts(); }
    int backlog() const override { return m_writer.backlog().count(); }
    bool isBehind() const override { return m_writer.backlog().shouldWait(); }
    bool isImporting() const override { return m_importing; }
    Duration commitWait() const override { return m_writer.backlog().waited(); }

    QCoro::Task<Result<void>> flush() override;
    void retryWrites() override { m_writer.retry(); }

    QCoro::Task<Result<Claim>> claim(ClaimRequest request) override;
    bool mayBegin(JobId job) override { return m_withdrawals->begin(job); }
    void markRunning(JobId job, WallTime startedAt) override;
    QCoro::Task<> record(AttemptRecord record, CancelToken token) override;
    void release(JobId job) override;
    void cancel(JobId job) override;

private:
    template <typename T>
    Result<T> call(std::function<Result<T>(ProjectFile &)> work);

    QString m_path;
    std::unique_ptr<ProjectLock> m_lock; // given back last
    std::shared_ptr<Withdrawals> m_withdrawals;
    mutable std::mutex m_valuesMutex;
    QHash<QString, QString> m_values;
    std::atomic<qint64> m_lastRun;
    ImportPump m_pump; // the writer's last pieces report to it
    std::atomic<bool> m_importing = false;
    WriterThread m_writer;
};

} // namespace sluice
