#pragma once

#include "fetch/curl/curlmultidriver.h"
#include "fetch/curl/curltransfer.h"

#include <QNetworkAccessManager>

#include <memory>
#include <vector>

namespace sluice {

/// A QNetworkAccessManager whose requests libcurl carries out, on this object's thread.
///
/// Every request starts at once: there is no limit per host and no queue. GET and HEAD over HTTP/1.1, plain and
/// TLS (always verified; ignoreSslErrors() has no effect), connections reused, proxy() honoured (none by
/// default). Other methods end with ProtocolInvalidOperationError, other schemes with ProtocolUnknownError.
/// Redirects are not followed whatever the request's policy: a 3xx is delivered as it came.
/// No content coding is asked for unless the request does, and none is undone. No cookies, cache or
/// authentication. Length and chunking of bodies are verified; a fault is an error, what arrived is readable.
/// Attributes beyond Qt's: curlattributes.h. Replies are children, as with Qt's own manager.
class CurlAccessManager final : public QNetworkAccessManager
{
    Q_OBJECT

public:
    explicit CurlAccessManager(QObject *parent = nullptr);
    ~CurlAccessManager() override;

    /// As get() and head(), without the manager's own signals about the reply (finished(QNetworkReply *) and the like):
    /// connecting them takes longer than all else that is done to begin a request.
    QNetworkReply *begin(Operation operation, const QNetworkRequest &request)
    {
        return createRequest(operation, request, nullptr);
    }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override;

private:
    std::unique_ptr<CurlTransfer> takeTransfer();
    void retire(std::unique_ptr<CurlTransfer> transfer);

    CurlMultiDriver m_driver;
    std::vector<std::unique_ptr<CurlTransfer>> m_idle;
};

} // namespace sluice
