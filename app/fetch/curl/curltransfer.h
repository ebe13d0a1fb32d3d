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
class CurlUpload;
struct CurlTrust;

/// Hears of one transfer. The take...() functions run inside libcurl and only store; tellNews() runs outside
/// it, from the event loop, once for whatever was stored since the last time.
class CurlTransferListener
{
public:
    virtual ~CurlTransferListener() = default;
    virtual void takeConnecting() = 0; ///< a socket of its own is being opened
    virtual void takeRequestSent() = 0;
    virtual bool takeHeaderLine(QByteArrayView line) = 0; ///< false ends the transfer
    enum class Take { Taken, NotNow, Refused };           ///< NotNow pauses, and the chunk will come again
    virtual Take takeBody(QByteArrayView chunk) = 0;      ///< Refused ends the transfer
    virtual void tellNews() = 0;
};

/// One libcurl easy handle, set up once and used for one request after the other.
/// http is spoken as HTTP/1.1, https as HTTP/2 where the server agrees. Certificates are verified against the
/// system's authorities. No redirects, no cookies, no proxy but the given one, bodies as the server coded them.
///
/// A request is repeated once, on a new connection, when the server closed a used one before a byte of the response
/// came (or, over HTTP/2, refused it unread); never one whose method is not idempotent. Nobody hears of it.
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
    /// After prepare(), for what is not plain. The upload (none: no body) must outlive the transfer's time in the
    /// driver.
    void sendAs(const QByteArray &verb, CurlUpload *upload);
    void addHeader(const QByteArray &line);
    void trust(const CurlTrust &trust, const QString &host);
    void keepToHttp1();
    /// Forgets the request. The handle must not be in a driver.
    void reset();

    CURL *handle() const { return m_handle; }
    CurlTransferListener *listener() const { return m_listener; }
    const std::optional<CURLcode> &result() const { return m_result; }
    void setResult(CURLcode result);
    /// Whether this is a broken connection that libcurl 7.88 leaves to us: one that broke while a body was being sent,
    /// or over HTTP/2, or the sixth that one handle meets (it counts over all its requests). Then the handle may be
    /// added to the driver's again.
    bool beginAgain(CURLcode result);

    /// Before leaving the driver's handle unfinished. What libcurl 7.88 holds back for a paused transfer it neither
    /// frees nor forgets when others share the connection: it would come in the response to this handle's next request.
    void dropHeldBack();
    /// It was too late for that: the handle is not to be used again.
    bool isSpoiled() const { return m_isPaused; }

    // After the transfer has left the driver:
    QString errorText() const;
    int systemError() const;
    CurlMarks marks() const;
    bool openedConnection() const;
    QString remoteAddress() const;
    QByteArray httpVersion() const;
    qint64 bytesReceived() const; ///< header and body
    qint64 bytesSent() const;

    bool hasNews = false; ///< the driver's own mark

private:
    static size_t onHeader(char *data, size_t size, size_t count, void *self);
    static size_t onBody(char *data, size_t size, size_t count, void *self);
    static int onCloseSocket(void *driver, curl_socket_t socket);
    static curl_socket_t onOpenSocket(void *self, curlsocktype purpose, curl_sockaddr *address);
    static int onRequestSent(void *self, char *, char *, int, int);
    static size_t onUpload(char *room, size_t size, size_t count, void *self);
    static int onUploadAgain(void *self, curl_off_t offset, int origin);

    void setUpOnce();
    void trustSystemFile();
    void makePlain();
    void setHeaders(const QNetworkRequest &request);
    void setProxy(const QNetworkProxy &proxy);
    qint64 info(CURLINFO what) const;

    CURL *m_handle;
    curl_slist *m_headers = nullptr;
    QByteArray m_headerLines; ///< what m_headers was made of: most requests have the same
    QNetworkProxy m_proxy{QNetworkProxy::NoProxy};
    CurlTransferListener *m_listener = nullptr;
    CurlMultiDriver *m_driver = nullptr;
    CurlUpload *m_upload = nullptr;
    std::optional<CURLcode> m_result;
    std::array<char, CURL_ERROR_SIZE> m_errorText{};
    int m_openError = 0;
    int m_sendings = 0;
    bool m_mayRepeat = true;
    bool m_isPaused = false; ///< libcurl holds bytes back that were not taken
    bool m_drops = false;
    bool m_isPlain = true;    ///< prepare() alone has set it up
    QByteArray m_authorities; // libcurl does not copy them
};

} // namespace sluice
