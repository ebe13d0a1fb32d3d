// A project in a folder of its own, driven without a scheduler.
#pragma once

#include "store/projectreader.h"
#include "store/projectstore.h"

#include <QCoroTask>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

namespace sluice::test {

constexpr WallTime someday{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

/// What became of a job at its next attempt.
inline AttemptRecord ended(const Job &job, JobState state)
{
    AttemptRecord record;
    record.job = job.id;
    record.attempt = job.lastAttempt + 1;
    record.state = state;
    record.startedAt = someday;
    record.took = std::chrono::milliseconds(20);
    record.status = state == JobState::Succeeded ? 200 : 503;
    record.bytes = 1000;
    if (state == JobState::Failed || state == JobState::Retrying)
        record.error = Error{ErrorKind::HttpStatus, QStringLiteral("503 from the server")};
    if (state == JobState::Retrying)
        record.dueAt = someday + std::chrono::seconds(10);
    return record;
}

inline ClaimRequest atMost(int count, Duration after = {}, std::vector<HostKey> skip = {})
{
    ClaimRequest request;
    request.count = count;
    request.now = someday + after;
    request.skip = std::move(skip);
    return request;
}

template <typename T>
QCoro::Task<> awaitInto(QCoro::Task<T> task, std::optional<T> *result, QEventLoop *loop)
{
    auto value = co_await task;
    result->emplace(std::move(value));
    loop->quit();
}

/// What the task returns, within 20 seconds.
template <typename T>
T await(QCoro::Task<T> task)
{
    std::optional<T> result;
    QEventLoop loop;
    QTimer::singleShot(std::chrono::seconds(20), &loop, [] { qFatal("the task did not end"); });
    awaitInto(std::move(task), &result, &loop);
    if (!result)
        loop.exec();
    return std::move(*result);
}

class StoreFixture
{
public:
    QString path() const { return m_folder.filePath(QStringLiteral("list.sluice")); }
    QString file(const QString &name) const { return m_folder.filePath(name); }
    QStringList files() const { return QDir(m_folder.path()).entryList(QDir::Files); }

    ProjectStore &store() { return *m_store; }
    bool isOpen() const { return m_store != nullptr; }

    /// The reason when it could not be opened.
    QString open(ProjectStore::OpenMode mode = ProjectStore::OpenMode::CreateOrOpen)
    {
        auto opened = ProjectStore::open(path(), mode);
        if (opened.failed())
            return opened.error().message;
        m_store = std::move(opened).value();
        return {};
    }
    void close() { m_store.reset(); }
    void reopen()
    {
        close();
        QCOMPARE(open(ProjectStore::OpenMode::Existing), QString());
    }

    void import(const QStringList &urls)
    {
        std::vector<NewJob> jobs;
        for (const auto &url : urls)
            jobs.push_back({QUrl(url), {}});
        import(std::move(jobs), {});
    }
    void import(std::vector<NewJob> jobs, const QStringList &extraColumns)
    {
        QVERIFY(m_store->beginImport(QStringLiteral("list.csv")));
        QVERIFY(m_store->addJobs(std::move(jobs)));
        QVERIFY(m_store->finishImport(extraColumns));
    }

    Claim claim(ClaimRequest request)
    {
        auto claimed = await(m_store->claim(std::move(request)));
        if (!claimed)
            qFatal("claim failed: %s", qUtf8Printable(claimed.error().message));
        return std::move(claimed).value();
    }
    Claim claim(int count, Duration after = {}, std::vector<HostKey> skip = {})
    {
        return claim(atMost(count, after, std::move(skip)));
    }
    void record(const AttemptRecord &record) { QCoro::waitFor(m_store->record(record, {})); }
    void end(const Job &job, JobState state) { record(ended(job, state)); }
    Result<void> flush() { return await(m_store->flush()); }

    std::unique_ptr<ProjectReader> reader() const
    {
        auto opened = ProjectReader::open(path());
        if (opened.failed())
            qFatal("reader failed: %s", qUtf8Printable(opened.error().message));
        return std::move(opened).value();
    }
    JobRow row(qint64 id) const { return reader()->detail(JobId(id)).value().row; }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<ProjectStore> m_store;
};

inline std::vector<qint64> numbers(const std::vector<Job> &jobs)
{
    std::vector<qint64> ids;
    for (const auto &job : jobs)
        ids.push_back(number(job.id));
    return ids;
}

inline QStringList pages(const QString &host, int count)
{
    QStringList urls;
    for (int page = 1; page <= count; ++page)
        urls.append(QStringLiteral("http://%1/%2").arg(host).arg(page));
    return urls;
}

} // namespace sluice::test
