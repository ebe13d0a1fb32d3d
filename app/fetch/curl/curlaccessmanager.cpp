#include "fetch/curl/curlaccessmanager.h"

#include "fetch/curl/curlreply.h"

namespace sluice {

namespace {

constexpr size_t maxIdleTransfers = 256; // about 10 KB each

bool isSupportedScheme(const QUrl &url)
{
    const auto scheme = url.scheme();
    return scheme == QLatin1StringView("http") || scheme == QLatin1StringView("https");
}

} // namespace

CurlAccessManager::CurlAccessManager(QObject *parent) : QNetworkAccessManager(parent)
{
    setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
}

CurlAccessManager::~CurlAccessManager()
{
    while (!m_driver.transfers().empty()) {
        auto *reply = CurlReply::of(*m_driver.transfers().begin());
        if (reply->parent() == this)
            reply->dropTransfer(); // a child: goes in a moment, as Qt's do
        else
            reply->abort();
    }
}

QNetworkReply *CurlAccessManager::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *)
{
    auto *reply = new CurlReply(operation, request, this);
    if (operation != GetOperation && operation != HeadOperation) {
        reply->failLater(QNetworkReply::ProtocolInvalidOperationError, tr("only GET and HEAD are supported so far"));
        return reply;
    }
    if (!isSupportedScheme(request.url())) {
        reply->failLater(QNetworkReply::ProtocolUnknownError, tr("only http and https addresses are supported"));
        return reply;
    }
    const auto method = operation == HeadOperation ? CurlTransfer::Method::Head : CurlTransfer::Method::Get;
    reply->start(takeTransfer(), method, proxy(), &m_driver,
                 [this](std::unique_ptr<CurlTransfer> used) { retire(std::move(used)); });
    return reply;
}

std::unique_ptr<CurlTransfer> CurlAccessManager::takeTransfer()
{
    if (m_idle.empty())
        return std::make_unique<CurlTransfer>();
    auto transfer = std::move(m_idle.back());
    m_idle.pop_back();
    return transfer;
}

void CurlAccessManager::retire(std::unique_ptr<CurlTransfer> transfer)
{
    if (m_idle.size() >= maxIdleTransfers)
        return;
    transfer->reset();
    m_idle.push_back(std::move(transfer));
}

} // namespace sluice
