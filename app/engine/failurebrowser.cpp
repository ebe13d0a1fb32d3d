#include "engine/failurebrowser.h"

#include "engine/backgroundwork.h"
#include "engine/ignoredfailures.h"
#include "store/projectreader.h"

#include <optional>

namespace sluice {

Result<FailureBoard> readFailureBoard(const QString &projectPath, bool byHost)
{
    auto reader = ProjectReader::open(projectPath);
    if (!reader)
        return reader.error();
    FailureQuery query;
    query.byHost = byHost;
    query.ignored = failureKeysFromText(reader.value()->value(QString::fromLatin1(ignoredFailuresKey)));
    return reader.value()->failures(query);
}

struct FailureBrowser::Private
{
    FailureBrowser *q;
    QString path;
    bool busy = false;
    std::optional<FailureQuery> next; ///< asked while another was under way
    BackgroundWork work;              ///< last: joined before the rest goes

    void start(const FailureQuery &query);
    Result<FailureBoard> read(const FailureQuery &query, const std::stop_token &stop) const;
    void finish(const Result<FailureBoard> &board);
};

Result<FailureBoard> FailureBrowser::Private::read(const FailureQuery &query, const std::stop_token &stop) const
{
    auto opened = ProjectReader::open(path);
    if (!opened)
        return opened.error();
    auto *reader = opened.value().get();
    const std::stop_callback interrupt(stop, [reader] { reader->interrupt(); });
    if (stop.stop_requested())
        return Cancelled{};
    return reader->failures(query);
}

void FailureBrowser::Private::start(const FailureQuery &query)
{
    busy = true;
    work.start([this, query](std::stop_token stop) -> BackgroundWork::News {
        return [this, board = read(query, stop)] {
            finish(board);
        };
    });
}

void FailureBrowser::Private::finish(const Result<FailureBoard> &board)
{
    busy = false;
    if (next) {
        start(*std::exchange(next, std::nullopt));
        return;
    }
    if (board)
        Q_EMIT q->boardReady(board.value());
    else if (board.failed())
        Q_EMIT q->readFailed(board.error().message);
}

FailureBrowser::FailureBrowser(const QString &projectPath, QObject *parent)
    : QObject(parent), d(new Private{this, projectPath, false, {}, {}})
{
}

FailureBrowser::~FailureBrowser() = default;

void FailureBrowser::request(const FailureQuery &query)
{
    if (!d->busy) {
        d->start(query);
        return;
    }
    d->next = query;
    d->work.requestStop();
}

} // namespace sluice
