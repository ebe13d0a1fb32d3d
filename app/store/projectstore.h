// One open project file for writing.
#pragma once

#include "store/jobsource.h"

#include <QObject>

#include <functional>
#include <memory>

namespace sluice {

/// The only writer of a project: one thread, one connection, one queue. A transaction is opened by the first change
/// and committed 100 ms later, or at once when somebody waits for it (synchronous = FULL: what is committed survives
/// a power cut). Opening takes a lock beside the file, checks that it is ours (application_id), migrates it and
/// queues again what was running; destruction commits what is pending and gives the lock back.
///
/// When a commit fails (disk full), nothing of the batch is lost: it stays in memory, storageFailed() tells why,
/// and retryWrites() tries again. Functions marked "blocking" must not be called on a GUI or engine thread.
class ProjectStore : public QObject, public JobSource
{
    Q_OBJECT

public:
    enum class OpenMode { Create, Existing, CreateOrOpen };

    /// Blocking, briefly. Errors are sentences: not a project, newer than this program, locked by process N.
    /// A file that is refused is not touched.
    static Result<std::unique_ptr<ProjectStore>> open(const QString &path, OpenMode mode);
    ~ProjectStore() override;

    virtual QString path() const = 0;

    // Importing, from any worker thread, blocking: one import at a time; its jobs become visible to claim()
    // only when it is finished, and vanish if it is abandoned or the process dies before.
    virtual Result<void> beginImport(const QString &source) = 0;
    virtual Result<void> addJobs(std::vector<NewJob> jobs) = 0;
    /// Names the list's own columns: known by now, whatever the format.
    virtual Result<void> finishImport(const QStringList &extraColumns) = 0;
    virtual void abandonImport() = 0;

    // Changes by a person, any thread, blocking until committed; answer how many jobs changed.
    virtual Result<qint64> requeue(const JobFilter &filter) = 0;    ///< finished or retrying → queued, tries from 0
    virtual Result<qint64> cancelJobs(const JobFilter &filter) = 0; ///< queued or retrying → cancelled

    /// The same, remembered for undo(). Any thread, does not block; `done` is called on the writer thread when it is
    /// committed or has failed, also while the store is being destroyed.
    virtual void change(BulkAct act, const JobFilter &filter, std::function<void(const Result<BulkChange> &)> done) = 0;
    /// Jobs that are as the change left them become what they were before it. What was done to others, or has begun
    /// since, stays. Each change once; a number that is not known (forgotten: the last twenty are kept) undoes nothing.
    virtual void undo(qint64 change, std::function<void(const Result<BulkUndo> &)> done) = 0;

    // Small facts by name (limits, recipe, view): any thread. Reading is immediate.
    virtual void setValue(const QString &key, const QString &value) = 0;
    virtual QString value(const QString &key) const = 0;

    virtual void appendSeries(SeriesPoint point) = 0; ///< any thread

    // The runs, any thread: written with the next commit. Ending needs `id`, `ended`, `ending` and `summary` alone;
    // what is ended stays as it is.
    virtual qint64 beginRun(RunRecord record) = 0; ///< answers the number it was given
    virtual void endRun(RunRecord record) = 0;

    /// As of everything the writer has taken in, committed or not; never over 100 ms behind what was handed in but
    /// by what backlog() says. Any thread, no I/O.
    virtual StateCounts counts() const = 0;
    /// Records handed in and not committed. Any thread.
    virtual int backlog() const = 0;
    /// So many of them that record() waits. Any thread.
    virtual bool isBehind() const = 0;
    /// Between beginImport() and its end. Any thread.
    virtual bool isImporting() const = 0;
    /// The time that records so far spent between being handed in and committed, together. Any thread.
    virtual Duration commitWait() const = 0;

    /// Resumes when everything handed in before has been committed, or with the storage error. Engine thread.
    virtual QCoro::Task<Result<void>> flush() = 0;
    virtual void retryWrites() = 0; ///< any thread

Q_SIGNALS:
    void storageFailed(const QString &reason); ///< emitted on the writer thread: connect queued
    void storageRecovered();

protected:
    ProjectStore() = default;
};

} // namespace sluice
