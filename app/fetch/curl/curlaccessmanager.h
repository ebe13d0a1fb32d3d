#pragma once

#include "fetch/curl/curlmultidriver.h"
#include "fetch/curl/curltransfer.h"
#include "fetch/curl/curltrust.h"

#include <QNetworkAccessManager>

#include <memory>
#include <vector>

namespace sluice {

/// A QNetworkAccessManager whose requests libcurl carries out, on this object's thread.
///
/// Every request starts at once: there is no limit per host and no queue. All methods; http is spoken as HTTP/1.1,
/// https as HTTP/2 where the server has it (and the request's Http2AllowedAttribute is not false, and it has no body:
/// libcurl 7.88 spins while an HTTP/2 server lets no more of one through), requests sharing a connection. Connections are reused; of one host there are never more than it once had requests in flight together,
/// for an idle one is always taken first. Idle for over 30 seconds, they are closed when any request begins. proxy() is
/// honoured (none by default; HTTP and SOCKS5, names resolved there). Schemes other than http and https end with
/// ProtocolUnknownError.
///
/// A request that meets a used connection just when the server closes it is repeated once on a new one if its method is
/// idempotent; others end with RemoteHostClosedError and are never sent twice, for the server may have acted on them.
///
/// Bodies to send are read from their device on this thread, as libcurl takes them; they are never buffered whole. A
/// sequential device is read to its end, in chunks, unless the request has a Content-Length; where it must be sent
/// again (a redirect that keeps the method) it cannot be: ContentReSendError, as when it is closed with bytes unread. No
/// Content-Type is made up. A HEAD with a body is refused, so are headers with line ends in them.
///
/// Redirects are followed as the request's RedirectPolicyAttribute says, or else redirectPolicy(), here
/// ManualRedirectPolicy unless set: a 3xx is delivered as it came. CurlRedirection has the rules.
/// A request without Accept-Encoding (and Range) is sent with one, and its body decoded; one that brings its own gets
/// the body as it was sent. No cookies, cache, HSTS or authentication (a 401 is delivered).
/// Length, chunking and coding of bodies are verified; a fault is an error, what arrived is readable.
///
/// TLS is verified, by OpenSSL and the system's authorities, but for what setTrust() says. The request's
/// sslConfiguration() is not read, sslErrors() never emitted, ignoreSslErrors() has no effect: a certificate that is
/// not trusted is SslHandshakeFailedError.
/// Attributes beyond Qt's: curlattributes.h. Replies are children, as with Qt's own manager.
class CurlAccessManager final : public QNetworkAccessManager
{
    Q_OBJECT

public:
    explicit CurlAccessManager(QObject *parent = nullptr);
    ~CurlAccessManager() override;

    /// For the requests that follow. Connections made otherwise are not used for them.
    void setTrust(const CurlTrust &trust) { m_trust = trust; }
    const CurlTrust &trust() const { return m_trust; }

    /// As get() and head(), without the manager's own signals about the reply (finished(QNetworkReply *) and the like):
    /// connecting them takes longer than all else that is done to begin a request.
    /// Headers must be valid; get() and the like look.
    QNetworkReply *begin(Operation operation, const QNetworkRequest &request)
    {
        return beginWith(operation, request, nullptr);
    }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override;

private:
    QNetworkReply *beginWith(Operation operation, const QNetworkRequest &request, QIODevice *body);
    QNetworkRequest withPolicy(const QNetworkRequest &request) const;
    std::unique_ptr<CurlTransfer> takeTransfer();
    void retire(std::unique_ptr<CurlTransfer> transfer);

    CurlTrust m_trust;
    CurlMultiDriver m_driver;
    std::vector<std::unique_ptr<CurlTransfer>> m_idle;
};

} // namespace sluice
