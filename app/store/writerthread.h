// The only thread that writes to the project.
#pragma once

#include "store/backlog.h"
#include "store/commandqueue.h"

#include <functional>
#include <thread>

namespace sluice {

/// Takes commands in order. A transaction is opened by the first change and committed 100 ms later, or at once
/// when somebody waits for it.
///
/// When the file cannot be written, the batch is rolled back and its changes are kept; `failed` tells why. From
/// then on changes gather and requests fail at once, until retry() is called and everything could be written.
/// close() writes what there is, then ends; what cannot be written even then is logged as lost.
class WriterThread
{
public:
    struct Events
    {
        std::function<void(const QString &reason)> failed; ///< on the writer thread
        std::function<void()> recovered;
    };

    WriterThread(std::unique_ptr<ProjectFile> file, Events events);
    ~WriterThread(); ///< closes

    void push(Change change);
    void push(std::unique_ptr<Question> question) { m_queue.push(std::move(question)); }
    void push(std::unique_ptr<Operation> operation) { m_queue.push(std::move(operation)); }
    void retry() { m_queue.retry(); }

    Backlog &backlog() { return m_backlog; }
    const Backlog &backlog() const { return m_backlog; }
    StateCounts counts() const;

private:
    void run();
    void writeBatch(std::vector<Command> commands);
    void waitForRetry();

    void take(Change change);
    void take(std::unique_ptr<Question> question);
    void take(std::unique_ptr<Operation> operation);

    void write(const Change &change);
    void commit();
    void replay();
    void fail(const Error &error);
    void publishCounts();

    std::unique_ptr<ProjectFile> m_file;
    Events m_events;
    CommandQueue m_queue;
    Backlog m_backlog;

    std::vector<Change> m_changes; // not committed yet
    std::optional<Error> m_error;  // why the file cannot be written

    mutable std::mutex m_countsMutex;
    StateCounts m_counts;
    std::thread m_thread; // last: it uses all of the above
};

} // namespace sluice
