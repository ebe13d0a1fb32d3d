#include "engine/jobbrowser.h"

#include "store/projectreader.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace sluice {

namespace {

/// Questions of one kind replace each other; pages of rows queue up.
enum class Kind { Ids, Detail, Columns, Hosts, Counts, Runs, Series, Rows };

struct Question
{
    Kind kind;
    quint64 number;
    std::function<void(ProjectReader &)> answer;
};

} // namespace

struct JobBrowser::Private
{
    explicit Private(JobBrowser *browser, QString projectPath)
        : q(browser), path(std::move(projectPath)), thread([this] { serve(); })
    {
    }

    ~Private()
    {
        {
            const std::lock_guard lock(mutex);
            ending = true;
            questions.clear();
            if (reader)
                reader->interrupt();
        }
        changed.notify_one();
        thread.join();
    }

    /// Hands a question to the thread; an older one of the same kind is dropped, or interrupted if under way.
    quint64 ask(Kind kind, std::function<void(ProjectReader &, quint64)> answer)
    {
        const std::lock_guard lock(mutex);
        const auto number = ++lastNumber;
        if (kind != Kind::Rows) {
            std::erase_if(questions, [kind](const Question &other) { return other.kind == kind; });
            newest[static_cast<size_t>(kind)] = number;
            if (reader && underWay == kind)
                reader->interrupt();
        }
        questions.push_back({kind, number, [answer = std::move(answer), number](ProjectReader &from) {
                                 answer(from, number);
                             }});
        changed.notify_one();
        return number;
    }

    /// From the thread: delivers unless a newer question of the kind was asked meanwhile.
    void reply(Kind kind, quint64 number, std::function<void()> deliver)
    {
        QMetaObject::invokeMethod(
            q,
            [this, kind, number, deliver = std::move(deliver)] {
                if (kind == Kind::Rows || newest[static_cast<size_t>(kind)] == number)
                    deliver();
            },
            Qt::QueuedConnection);
    }

    template <typename T>
    void answer(Kind kind, quint64 number, const Result<T> &result, std::function<void(const T &)> deliver)
    {
        if (result) {
            reply(kind, number, [deliver = std::move(deliver), value = result.value()] { deliver(value); });
        } else if (result.failed() && !result.error().message.isEmpty()) { // empty: interrupted
            reply(kind, number, [this, sentence = result.error().message] { Q_EMIT q->readFailed(sentence); });
        }
    }

    void serve();

    JobBrowser *q;
    QString path;
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Question> questions;
    std::unique_ptr<ProjectReader> reader; // made and used by the thread; the lock is for interrupt()
    std::optional<Kind> underWay;
    std::array<quint64, static_cast<size_t>(Kind::Rows)> newest{};
    quint64 lastNumber = 0;
    bool ending = false;
    std::thread thread;
};

void JobBrowser::Private::serve()
{
    auto opened = ProjectReader::open(path);
    if (!opened) {
        reply(Kind::Rows, 0, [this, sentence = opened.error().message] { Q_EMIT q->readFailed(sentence); });
        return;
    }
    std::unique_lock lock(mutex);
    reader = std::move(opened).value();
    while (!ending) {
        if (questions.empty()) {
            changed.wait(lock);
            continue;
        }
        const auto question = std::move(questions.front());
        questions.pop_front();
        underWay = question.kind;
        lock.unlock();
        question.answer(*reader);
        lock.lock();
        underWay.reset();
    }
    reader.reset();
}

JobBrowser::JobBrowser(const QString &projectPath, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, projectPath))
{
}

JobBrowser::~JobBrowser() = default;

void JobBrowser::requestIds(const JobFilter &filter, const JobOrder &order)
{
    d->ask(Kind::Ids, [this, filter, order](ProjectReader &reader, quint64 number) {
        d->answer<std::vector<JobId>>(Kind::Ids, number, reader.ids(filter, order),
                                      [this](const auto &ids) { Q_EMIT idsReady(ids); });
    });
}

void JobBrowser::requestRows(int tag, std::vector<JobId> ids, std::optional<WallTime> asOf)
{
    d->ask(Kind::Rows, [this, tag, ids = std::move(ids), asOf](ProjectReader &reader, quint64 number) {
        d->answer<std::vector<JobRow>>(Kind::Rows, number, asOf ? reader.rowsAsOf(ids, *asOf) : reader.rows(ids),
                                       [this, tag](const auto &rows) { Q_EMIT rowsReady(tag, rows); });
    });
}

void JobBrowser::requestDetail(JobId id)
{
    d->ask(Kind::Detail, [this, id](ProjectReader &reader, quint64 number) {
        d->answer<JobDetail>(Kind::Detail, number, reader.detail(id),
                             [this](const auto &detail) { Q_EMIT detailReady(detail); });
    });
}

void JobBrowser::requestCounts(WallTime asOf)
{
    d->ask(Kind::Counts, [this, asOf](ProjectReader &reader, quint64 number) {
        d->answer<StateCounts>(Kind::Counts, number, reader.countsAsOf(asOf),
                               [this, asOf](const auto &counts) { Q_EMIT countsReady(asOf, counts); });
    });
}

void JobBrowser::requestRuns()
{
    d->ask(Kind::Runs, [this](ProjectReader &reader, quint64 number) {
        d->answer<std::vector<RunRecord>>(Kind::Runs, number, reader.runs(),
                                          [this](const auto &runs) { Q_EMIT runsReady(runs); });
    });
}

void JobBrowser::requestSeries(qint64 run)
{
    d->ask(Kind::Series, [this, run](ProjectReader &reader, quint64 number) {
        d->answer<std::vector<SeriesPoint>>(Kind::Series, number, reader.series(run),
                                            [this, run](const auto &series) { Q_EMIT seriesReady(run, series); });
    });
}

void JobBrowser::requestHosts(std::optional<WallTime> at)
{
    d->ask(Kind::Hosts, [this, at](ProjectReader &reader, quint64 number) {
        d->answer<HostTable>(Kind::Hosts, number, reader.hosts(at),
                             [this](const auto &hosts) { Q_EMIT hostsReady(hosts); });
    });
}

void JobBrowser::requestColumns()
{
    d->ask(Kind::Columns, [this](ProjectReader &reader, quint64 number) {
        const auto extra = reader.extraColumns();
        const auto result = reader.resultColumns();
        if (!extra || !result)
            return;
        d->reply(Kind::Columns, number,
                 [this, first = extra.value(), second = result.value()] { Q_EMIT columnsReady(first, second); });
    });
}

} // namespace sluice
