#include "engine/jobbrowser.h"

#include "engine/readerqueue.h"
#include "store/projectreader.h"

#include <array>

namespace sluice {

namespace {

/// Questions of one kind replace each other; pages of rows queue up.
enum class Kind { Ids, Detail, Columns, Runs, Series, Counts, Hosts, Rows };
constexpr size_t kinds = 8;

/// Who looks at every job or attempt of a project makes nobody else wait for it.
enum class Line { Pages, Counts, Hosts };

Line lineOf(Kind kind)
{
    switch (kind) {
    case Kind::Ids: // after which come the rows
    case Kind::Detail:
    case Kind::Columns:
    case Kind::Runs:
    case Kind::Series:
    case Kind::Rows:
        return Line::Pages;
    case Kind::Counts:
        return Line::Counts;
    case Kind::Hosts:
        return Line::Hosts;
    }
    Q_UNREACHABLE();
}

} // namespace

struct JobBrowser::Private
{
    Private(JobBrowser *browser, const QString &projectPath) : q(browser), path(projectPath)
    {
        open(Line::Pages); // at once, so that it is said when nothing can be read
    }

    ReaderQueue &open(Line line)
    {
        auto &queue = queues[static_cast<size_t>(line)];
        if (!queue)
            queue = std::make_unique<ReaderQueue>(path, [this](const QString &sentence) {
                reply(Kind::Rows, 0, [this, sentence] { Q_EMIT q->readFailed(sentence); });
            });
        return *queue;
    }

    /// An older one of the same kind is dropped, or interrupted if under way.
    void ask(Kind kind, std::function<void(ProjectReader &, quint64)> answer)
    {
        const auto number = ++lastNumber;
        newest[static_cast<size_t>(kind)] = number;
        open(lineOf(kind))
            .ask(static_cast<int>(kind), kind != Kind::Rows,
                 [answer = std::move(answer), number](ProjectReader &from) { answer(from, number); });
    }

    /// From a thread: delivers unless a newer question of the kind was asked meanwhile.
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

    JobBrowser *q;
    QString path;
    std::array<quint64, kinds> newest{};
    quint64 lastNumber = 0;
    std::array<std::unique_ptr<ReaderQueue>, 3>
        queues; // by Line; opened when first asked. Last: their threads end first
};

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
