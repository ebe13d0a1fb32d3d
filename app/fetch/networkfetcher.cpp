#include "fetch/networkfetcher.h"

#include "fetch/replyoperation.h"
#include "fetch/requestpreparation.h"

namespace sluice {

namespace {

constexpr qsizetype scratchBytes = 64 * 1024;

} // namespace

NetworkFetcher::NetworkFetcher(std::unique_ptr<AccessManagers> managers, Clock *clock)
    : m_managers(std::move(managers)), m_watch(clock), m_scratch(scratchBytes, Qt::Uninitialized)
{
    makePrototype();
}

NetworkFetcher::~NetworkFetcher()
{
    Q_ASSERT_X(m_inFlight == 0, "NetworkFetcher", "destroyed with requests in flight");
}

void NetworkFetcher::makePrototype()
{
    m_prototype = commonRequest(m_headers);
    m_managers->guard(&m_prototype);
}

QNetworkReply *NetworkFetcher::start(QNetworkAccessManager *manager, const FetchRequest &request)
{
    if (request.headers != m_headers) {
        m_headers = request.headers;
        makePrototype();
    }
    auto prepared = m_prototype;
    setAddress(&prepared, request.url);
    const auto operation =
        request.method == "HEAD" ? QNetworkAccessManager::HeadOperation : QNetworkAccessManager::GetOperation;
    return m_managers->start(manager, operation, prepared);
}

QCoro::Task<FetchReport> NetworkFetcher::fetch(FetchRequest request, BodySink *sink, CancelToken token)
{
    FetchReport report;
    if (token.isCancelled())
        co_return report;
    report.ending = checkRequest(request);
    if (!report.ending)
        co_return report;

    ReplyOperation::Setting setting{&m_watch, &m_scratch};
    setting.checkLengths = m_managers->needsChecking();
    setting.decodesContent = !hasHeader(request.headers, "accept-encoding");
    ++m_inFlight;
    auto *manager = m_managers->take(request.url);
    {
        std::unique_ptr<QNetworkReply> reply(start(manager, request));
        ReplyOperation operation(std::move(reply), request, sink, token, setting);
        auto ending = co_await operation.ended().wait(awaiting::answer);
        report.ending = std::move(ending);
        report.response = operation.takeResponse();
    }
    m_managers->giveBack(manager, request.url);
    --m_inFlight;
    co_return report;
}

} // namespace sluice
