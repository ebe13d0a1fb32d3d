#include "store/writerthread.h"

#include "store/storageerror.h"

namespace sluice {

using namespace std::chrono_literals;

constexpr auto longestTransaction = 100ms;

WriterThread::WriterThread(std::unique_ptr<ProjectFile> file, Events events)
    : m_file(std::move(file))
    , m_events(std::move(events))
    , m_counts(m_file->counts().now())
    , m_thread([this] { run(); })
{
}

WriterThread::~WriterThread()
{
    m_queue.close();
    m_thread.join();
}

void WriterThread::push(Change change)
{
    if (std::holds_alternative<AttemptRecord>(change))
        m_backlog.add();
    m_queue.push(std::move(change));
}

StateCounts WriterThread::counts() const
{
    const std::lock_guard lock(m_countsMutex);
    return m_counts;
}

void WriterThread::run()
{
    m_file->tidyUp();
    for (;;) {
        auto commands = m_queue.take();
        if (commands.empty() && m_queue.isClosed())
            break;
        m_queue.takeRetry(); // nothing to retry
        writeBatch(std::move(commands));
        if (m_error)
            waitForRetry();
    }
    if (m_changes.empty())
        m_file->close();
    else
        qCCritical(storeLog) << m_changes.size() << "changes could not be written to" << m_file->path();
}

void WriterThread::writeBatch(std::vector<Command> commands)
{
    const auto due = std::chrono::steady_clock::now() + longestTransaction;
    while (!commands.empty()) {
        for (auto &command : commands)
            std::visit([this](auto &content) { take(std::move(content)); }, command);
        publishCounts();
        const auto now = std::chrono::steady_clock::now();
        const bool pending = !m_changes.empty() || m_file->jobs().hasStarted();
        if (m_error || !pending || now >= due)
            break;
        commands = m_queue.gather(due); // a commit costs a write to the disk: ten a second are enough
    }
    if (m_error)
        return;
    try {
        commit();
    } catch (const SQLite::Exception &fault) {
        fail(storageError(fault, m_file->path()));
    }
    publishCounts();
}

void WriterThread::waitForRetry()
{
    while (m_error) {
        auto commands = m_queue.take();
        const bool closed = m_queue.isClosed();
        if (m_queue.takeRetry() || closed)
            replay(); // before what came with it or after: that shall find the file well
        if (m_error) {
            for (auto &command : commands)
                std::visit([this](auto &content) { take(std::move(content)); }, command);
        } else {
            writeBatch(std::move(commands));
        }
        publishCounts();
        if (closed)
            return;
    }
}

/// What is known in memory follows at once and once only: a replay must not end the lease of a later attempt.
void WriterThread::take(Change change)
{
    if (const auto *started = std::get_if<JobStarted>(&change)) {
        m_file->jobs().start(started->job, started->at);
        return;
    }
    if (const auto *record = std::get_if<AttemptRecord>(&change)) {
        m_file->jobs().forgetStart(record->job);
        m_file->claims().end(record->job);
    } else if (const auto *released = std::get_if<JobReleased>(&change)) {
        m_file->jobs().forgetStart(released->job);
        m_file->claims().release(released->job);
    }
    m_changes.push_back(std::move(change));
    if (m_error)
        return;
    try {
        write(m_changes.back());
    } catch (const SQLite::Exception &fault) {
        fail(storageError(fault, m_file->path()));
    }
}

void WriterThread::take(std::unique_ptr<Question> question)
{
    if (m_error) {
        question->failed(*m_error);
        return;
    }
    try {
        question->answer(*m_file);
    } catch (const SQLite::Exception &fault) {
        question->failed(storageError(fault, m_file->path()));
    }
}

void WriterThread::take(std::unique_ptr<Operation> operation)
{
    if (!m_error) {
        try {
            commit();
        } catch (const SQLite::Exception &fault) {
            fail(storageError(fault, m_file->path()));
        }
    }
    if (m_error) {
        operation->failed(*m_error);
        return;
    }
    try {
        operation->apply(*m_file);
        m_file->commit();
    } catch (const SQLite::Exception &fault) {
        m_file->rollback();
        operation->failed(storageError(fault, m_file->path()));
        return;
    }
    publishCounts(); // before whoever waits goes on
    m_file->checkpoint();
    operation->committed();
}

void WriterThread::write(const Change &change)
{
    struct Writer
    {
        ProjectFile &file;
        void operator()(const AttemptRecord &record) { file.jobs().record(record); }
        void operator()(const JobStarted &) {} // kept back until the commit
        void operator()(const JobReleased &released) { file.jobs().release(released.job); }
        void operator()(const JobCancelled &cancelled) { file.jobs().cancel(cancelled.job); }
        void operator()(const SeriesPoint &point) { file.series().append(point); }
        void operator()(const RunBegun &begun) { file.runs().begin(begun.record); }
        void operator()(const RunEnded &ended) { file.runs().end(ended.record); }
        void operator()(const ValueChanged &changed) { file.setValue(changed.key, changed.value); }
    };
    m_file->begin();
    std::visit(Writer{*m_file}, change);
}

void WriterThread::commit()
{
    m_file->commit();
    m_file->checkpoint();
    const auto records = std::count_if(m_changes.begin(), m_changes.end(), [](const Change &change) {
        return std::holds_alternative<AttemptRecord>(change);
    });
    m_changes.clear();
    if (records > 0)
        m_backlog.remove(static_cast<int>(records));
}

void WriterThread::replay()
{
    try {
        for (const auto &change : m_changes)
            write(change);
        commit();
    } catch (const SQLite::Exception &fault) {
        fail(storageError(fault, m_file->path()));
        return;
    }
    m_error.reset();
    m_backlog.setFailing(false);
    m_events.recovered();
}

void WriterThread::fail(const Error &error)
{
    m_file->rollback();
    m_error = error;
    m_backlog.setFailing(true);
    m_events.failed(error.message);
}

void WriterThread::publishCounts()
{
    const std::lock_guard lock(m_countsMutex);
    m_counts = m_file->counts().now();
}

} // namespace sluice
