#include "store/sqliteprojectstore.h"

#include "store/requests.h"
#include "store/sqlvalues.h"
#include "store/storetext.h"

namespace sluice {

static Error noImport()
{
    return {ErrorKind::Internal, StoreText::tr("No import is open.")};
}

SqliteProjectStore::SqliteProjectStore(std::unique_ptr<ProjectLock> lock, std::unique_ptr<ProjectFile> file,
                                       QHash<QString, QString> values, qint64 lastRun)
    : m_path(file->path())
    , m_lock(std::move(lock))
    , m_withdrawals(file->claims().withdrawals())
    , m_values(std::move(values))
    , m_lastRun(lastRun)
    , m_pump([this](std::unique_ptr<Operation> piece) { m_writer.push(std::move(piece)); })
    , m_writer(std::move(file), {[this](const QString &reason) { Q_EMIT storageFailed(reason); },
                                 [this] {
                                     Q_EMIT storageRecovered();
                                 }})
{
}

template <typename T>
Result<T> SqliteProjectStore::call(std::function<Result<T>(ProjectFile &)> work)
{
    auto operation = std::make_unique<BlockingOperation<T>>(std::move(work));
    auto answer = operation->future();
    m_writer.push(std::move(operation));
    return answer.get();
}

Result<void> SqliteProjectStore::beginImport(const QString &source)
{
    m_pump.reset();
    auto begun = call<void>([source](ProjectFile &file) -> Result<void> {
        if (!file.import().begin(source, wallNow()))
            return Error{ErrorKind::Input, StoreText::tr("Another list is being imported. Wait until it is finished.")};
        return success();
    });
    if (begun)
        m_importing = true;
    return begun;
}

Result<void> SqliteProjectStore::addJobs(std::vector<NewJob> jobs)
{
    return m_pump.add(jobs);
}

Result<void> SqliteProjectStore::finishImport(const QStringList &extraColumns)
{
    auto added = m_pump.drain(); // a list that lost a piece must not be finished
    if (!added)
        return added;
    m_importing = false;
    return call<void>([extraColumns](ProjectFile &file) -> Result<void> {
        if (!file.import().finish(extraColumns, wallNow()))
            return noImport();
        return success();
    });
}

void SqliteProjectStore::abandonImport()
{
    // When it cannot be done now, the next opening does it; its jobs are not seen by anyone until then.
    static_cast<void>(m_pump.drain());
    m_importing = false;
    static_cast<void>(call<void>([](ProjectFile &file) -> Result<void> {
        file.import().abandon();
        return success();
    }));
}

Result<qint64> SqliteProjectStore::requeue(const JobFilter &filter)
{
    return call<qint64>([filter](ProjectFile &file) -> Result<qint64> { return file.bulk().requeue(filter); });
}

Result<qint64> SqliteProjectStore::cancelJobs(const JobFilter &filter)
{
    return call<qint64>([filter](ProjectFile &file) -> Result<qint64> { return file.bulk().cancel(filter); });
}

void SqliteProjectStore::change(BulkAct act, const JobFilter &filter,
                                std::function<void(const Result<BulkChange> &)> done)
{
    m_writer.push(std::make_unique<AnsweringOperation<BulkChange>>(
        [act, filter](ProjectFile &file) { return file.bulk().changeUndoably(act, filter); }, std::move(done)));
}

void SqliteProjectStore::undo(qint64 change, std::function<void(const Result<BulkUndo> &)> done)
{
    m_writer.push(std::make_unique<AnsweringOperation<BulkUndo>>(
        [change](ProjectFile &file) { return file.bulk().undo(change); }, std::move(done)));
}

void SqliteProjectStore::setValue(const QString &key, const QString &value)
{
    const std::lock_guard lock(m_valuesMutex); // held over the push: the last value set is the last one written
    m_values.insert(key, value);
    m_writer.push(ValueChanged{key, value});
}

QString SqliteProjectStore::value(const QString &key) const
{
    const std::lock_guard lock(m_valuesMutex);
    return m_values.value(key);
}

void SqliteProjectStore::appendSeries(SeriesPoint point)
{
    m_writer.push(std::move(point));
}

qint64 SqliteProjectStore::beginRun(RunRecord record)
{
    record.id = ++m_lastRun;
    const auto id = record.id;
    m_writer.push(RunBegun{std::move(record)});
    return id;
}

void SqliteProjectStore::endRun(RunRecord record)
{
    m_writer.push(RunEnded{std::move(record)});
}

QCoro::Task<Result<void>> SqliteProjectStore::flush()
{
    const Completion<Result<void>> flushed;
    m_writer.push(std::make_unique<FlushOperation>(flushed.completer()));
    auto result = co_await flushed.wait(awaiting::projectFile);
    co_return result;
}

QCoro::Task<Result<Claim>> SqliteProjectStore::claim(ClaimRequest request)
{
    const Completion<Result<Claim>> answered;
    m_writer.push(std::make_unique<ClaimQuestion>(std::move(request), answered.completer()));
    auto result = co_await answered.wait(awaiting::moreJobs);
    co_return result;
}

void SqliteProjectStore::markRunning(JobId job, WallTime startedAt)
{
    m_writer.push(JobStarted{job, startedAt});
}

QCoro::Task<> SqliteProjectStore::record(AttemptRecord record, CancelToken token)
{
    m_writer.push(std::move(record));
    if (!m_writer.backlog().shouldWait())
        co_return;
    const Completion<bool> relieved;
    const auto ticket = m_writer.backlog().enter(relieved.completer());
    if (!ticket)
        co_return;
    const CancelCallback onCancel(token, [relieved] { relieved.complete(true); });
    co_await relieved.wait(awaiting::writerBacklog);
    m_writer.backlog().leave(*ticket);
}

void SqliteProjectStore::release(JobId job)
{
    if (m_withdrawals->release(job))
        m_writer.push(JobReleased{job});
}

void SqliteProjectStore::cancel(JobId job)
{
    m_writer.push(JobCancelled{job});
}

} // namespace sluice
