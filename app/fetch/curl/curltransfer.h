#pragma once

#include "fetch/curl/curltimings.h"

#include <QByteArrayView>
#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QString>

#include <curl/curl.h>

#include <array>
#include <optional>

namespace sluice {

class CurlMultiDriver;

/// Hears of one transfer. The take...() functions run inside libcurl and only store; tellNews() runs outside
/// it, from the event loop, once for whatever was stored since the last time.
class CurlTransferListener
{
public:
    virtual ~CurlTransferListener() = default;
    virtual void takeRequestSent() = 0;
    virtual bool takeHeaderLine(QByteArrayView line) = 0; ///< false ends the transfer
    virtual bool takeBody(QByteArrayView chunk) = 0;      ///< false: not now, pause; the chunk will come again
    virtual void tellNews() = 0;
};

/// One libcurl easy handle, set up once and used for one request after the other.
/// HTTP/1.1 only, http and https only, certificates always verified against the system's authorities,
/// no redirects, no cookies, no proxy but the given one, bodies as the server coded them.
class CurlTransfer
{
public:
    CurlTransfer();
    ~CurlTransfer();
    CurlTransfer(const CurlTransfer &) = delete;
    CurlTransfer &operator=(const CurlTransfer &) = delete;

    static CurlTransfer *of(CURL *handle);

    enum class Method { Get, Head };
    void prepare(Method method, const QNetworkRequest &request, const QNetworkProxy &proxy,
                 CurlTransferListener *listener, CurlMultiDriver *driver);
    /// Forgets the request. The handle must not be in a driver.
    void reset();

    CURL *handle() const { return m_handle; }
    CurlTransferListener *listener() const { return m_listener; }
    const std::optional<CURLcode> &result() const { return m_result; }
    void setResult(CURLcode result) { m_result = result; }

    // After the transfer has left the driver:
    QString errorText() const;
    int systemError() const;
    CurlMarks marks() const;
    bool openedConnection() const;
    QString remoteAddress() const;
    QByteArray httpVersion() const;

    bool hasNews = false; ///< the driver's own mark

private:
    static size_t onHeader(char *data, size_t size, size_t count, void *self);
    static size_t onBody(char *data, size_t size, size_t count, void *self);
    static int onCloseSocket(void *driver, curl_socket_t socket);
    static curl_socket_t onOpenSocket(void *self, curlsocktype purpose, curl_sockaddr *address);
    static int onRequestSent(void *self, char *, char *, int, int);

    void setUpOnce();
    void setHeaders(const QNetworkRequest &request);
    void setProxy(const QNetworkProxy &proxy);
    qint64 info(CURLINFO what) const;

    CURL *m_handle;
    curl_slist *m_headers = nullptr;
    QByteArray m_headerLines; ///< what m_headers was made of: most requests have the same
    QNetworkProxy m_proxy{QNetworkProxy::NoProxy};
    CurlTransferListener *m_listener = nullptr;
    CurlMultiDriver *m_driver = nullptr;
    std::optional<CURLcode> m_result;
    std::array<char, CURL_ERROR_SIZE> m_errorText{};
    int m_openError = 0;
};

} // namespace sluice
