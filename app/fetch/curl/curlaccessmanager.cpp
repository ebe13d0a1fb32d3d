#include "fetch/curl/curlaccessmanager.h"

#include "fetch/curl/curlreply.h"
#include "fetch/headers.h"

namespace sluice {

namespace {

constexpr size_t maxIdleTransfers = 256; // about 10 KB each

bool isSupportedScheme(const QUrl &url)
{
    const auto scheme = url.scheme();
    return scheme == QLatin1StringView("http") || scheme == QLatin1StringView("https");
}

QByteArray verbOf(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    switch (operation) {
    case QNetworkAccessManager::HeadOperation:
        return QByteArrayLiteral("HEAD");
    case QNetworkAccessManager::GetOperation:
        return QByteArrayLiteral("GET");
    case QNetworkAccessManager::PutOperation:
        return QByteArrayLiteral("PUT");
    case QNetworkAccessManager::PostOperation:
        return QByteArrayLiteral("POST");
    case QNetworkAccessManager::DeleteOperation:
        return QByteArrayLiteral("DELETE");
    case QNetworkAccessManager::CustomOperation:
        return request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    case QNetworkAccessManager::UnknownOperation:
        return {};
    }
    Q_UNREACHABLE();
}

/// Nothing that would become a header of its own.
bool areSendable(const QNetworkRequest &request)
{
    const auto names = request.rawHeaderList();
    return std::all_of(names.begin(), names.end(), [&request](const QByteArray &name) {
        return isToken(name) && isFieldValue(request.rawHeader(name));
    });
}

} // namespace

CurlAccessManager::CurlAccessManager(QObject *parent) : QNetworkAccessManager(parent)
{
    setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
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

QNetworkReply *CurlAccessManager::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    if (areSendable(request) && !(body && verbOf(operation, request) == "HEAD"))
        return beginWith(operation, request, body);
    auto *reply = new CurlReply(operation, request, this);
    reply->failLater(QNetworkReply::ProtocolInvalidOperationError,
                     tr("a header holds what no header may, or a HEAD was to have a body"));
    return reply;
}

QNetworkReply *CurlAccessManager::beginWith(Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    auto *reply = new CurlReply(operation, withPolicy(request), this);
    if (!isSupportedScheme(request.url())) {
        reply->failLater(QNetworkReply::ProtocolUnknownError, tr("only http and https addresses are supported"));
        return reply;
    }
    const auto verb = verbOf(operation, request);
    if (!isToken(verb)) {
        reply->failLater(QNetworkReply::ProtocolInvalidOperationError, tr("the request's method is not a word"));
        return reply;
    }
    if (operation != GetOperation)
        reply->sendAs(verb, body);
    reply->start(takeTransfer(), proxy(), m_trust, &m_driver,
                 [this](std::unique_ptr<CurlTransfer> used) { retire(std::move(used)); });
    return reply;
}

QNetworkRequest CurlAccessManager::withPolicy(const QNetworkRequest &request) const
{
    const auto policy = QNetworkRequest::RedirectPolicyAttribute;
    if (redirectPolicy() == QNetworkRequest::ManualRedirectPolicy || request.attribute(policy).isValid())
        return request;
    auto result = request;
    result.setAttribute(policy, redirectPolicy());
    return result;
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
    if (m_idle.size() >= maxIdleTransfers || transfer->isSpoiled())
        return;
    transfer->reset();
    m_idle.push_back(std::move(transfer));
}

} // namespace sluice
