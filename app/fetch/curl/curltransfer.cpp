#include "fetch/curl/curltransfer.h"

#include "fetch/curl/curlmultidriver.h"
#include "fetch/curl/curltrust.h"
#include "fetch/curl/curlupload.h"

#include <QUrl>

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <utility>

namespace sluice {

namespace {

/// Short enough that a server seldom closes a connection just when it is used again.
constexpr long idleConnectionSeconds = 30;

/// So much is read at once: four times libcurl's own measure, and a quarter of its reads for a large file. What
/// a small response does not fill of it costs no memory.
constexpr long receiveBufferBytes = 64 * 1024;

bool isIdempotent(QByteArrayView verb)
{
    constexpr std::array verbs{"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"};
    return std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
}

} // namespace

CurlTransfer::CurlTransfer() : m_handle(curl_easy_init())
{
    setUpOnce();
}

CurlTransfer::~CurlTransfer()
{
    curl_easy_cleanup(m_handle);
    curl_slist_free_all(m_headers);
}

void CurlTransfer::setUpOnce()
{
    curl_easy_setopt(m_handle, CURLOPT_PRIVATE, this);
    curl_easy_setopt(m_handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(m_handle, CURLOPT_ERRORBUFFER, m_errorText.data());
    curl_easy_setopt(m_handle, CURLOPT_PROTOCOLS_STR, "http,https");
    // Without CURLOPT_PIPEWAIT: the first requests to a host do not wait to see whether one connection can carry them
    // all. They take one each, as many as the limiter lets through, and the later ones share.
    curl_easy_setopt(m_handle, CURLOPT_HTTP_VERSION, long(CURL_HTTP_VERSION_2TLS));
    curl_easy_setopt(m_handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(m_handle, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    curl_easy_setopt(m_handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(m_handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(m_handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(m_handle, CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    trustSystemFile();
    // libcurl goes through its whole cache of names after each transfer, which a crawl of 20,000 hosts feels. Open
    // connections are reused without asking for the name again, and the system has a cache of its own.
    curl_easy_setopt(m_handle, CURLOPT_DNS_CACHE_TIMEOUT, 0L);
    curl_easy_setopt(m_handle, CURLOPT_BUFFERSIZE, receiveBufferBytes);
    curl_easy_setopt(m_handle, CURLOPT_MAXAGE_CONN, idleConnectionSeconds);
    // Deadlines are the caller's; libcurl's own 300 s for connecting would be one nobody asked for.
    curl_easy_setopt(m_handle, CURLOPT_CONNECTTIMEOUT_MS, long(std::numeric_limits<int>::max()));

    curl_easy_setopt(m_handle, CURLOPT_HEADERFUNCTION, &CurlTransfer::onHeader);
    curl_easy_setopt(m_handle, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_WRITEFUNCTION, &CurlTransfer::onBody);
    curl_easy_setopt(m_handle, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_READFUNCTION, &CurlTransfer::onUpload);
    curl_easy_setopt(m_handle, CURLOPT_READDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_SEEKFUNCTION, &CurlTransfer::onUploadAgain);
    curl_easy_setopt(m_handle, CURLOPT_SEEKDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_OPENSOCKETFUNCTION, &CurlTransfer::onOpenSocket);
    curl_easy_setopt(m_handle, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_CLOSESOCKETFUNCTION, &CurlTransfer::onCloseSocket);
    curl_easy_setopt(m_handle, CURLOPT_PROXY, ""); // none; and unlike nullptr it keeps libcurl out of the environment
    curl_easy_setopt(m_handle, CURLOPT_PREREQFUNCTION, &CurlTransfer::onRequestSent);
    curl_easy_setopt(m_handle, CURLOPT_PREREQDATA, this);
}

CurlTransfer *CurlTransfer::of(CURL *handle)
{
    char *self = nullptr;
    curl_easy_getinfo(handle, CURLINFO_PRIVATE, &self);
    return reinterpret_cast<CurlTransfer *>(self);
}

void CurlTransfer::prepare(Method method, const QNetworkRequest &request, const QNetworkProxy &proxy,
                           CurlTransferListener *listener, CurlMultiDriver *driver)
{
    m_listener = listener;
    m_driver = driver;
    curl_easy_setopt(m_handle, CURLOPT_CLOSESOCKETDATA, driver); // lives as long as its connections
    const auto url = request.url().toEncoded(QUrl::FullyEncoded | QUrl::RemoveFragment);
    curl_easy_setopt(m_handle, CURLOPT_URL, url.constData());
    if (method == Method::Head)
        curl_easy_setopt(m_handle, CURLOPT_NOBODY, 1L);
    else
        curl_easy_setopt(m_handle, CURLOPT_HTTPGET, 1L);
    setHeaders(request);
    setProxy(proxy);
}

/// The system's authorities come as a file, and as a folder that holds the same. libcurl reads a file once for all
/// connections, but again for each while there is a folder besides, which takes some 20 ms of processor time.
void CurlTransfer::trustSystemFile()
{
    char *file = nullptr;
    const auto told = curl_easy_getinfo(m_handle, CURLINFO_CAINFO, &file);
    if (told == CURLE_OK && file && ::access(file, R_OK) == 0)
        curl_easy_setopt(m_handle, CURLOPT_CAPATH, nullptr);
}

void CurlTransfer::sendAs(const QByteArray &verb, CurlUpload *upload)
{
    m_isPlain = false;
    m_mayRepeat = isIdempotent(verb);
    m_upload = upload;
    curl_easy_setopt(m_handle, CURLOPT_CUSTOMREQUEST, verb.constData());
    if (!upload) {
        if (verb == "POST" || verb == "PUT")
            addHeader("Content-Length: 0");
        return;
    }
    addHeader("Expect:"); // no asking first
    curl_easy_setopt(m_handle, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(m_handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(upload->size()));
}

void CurlTransfer::addHeader(const QByteArray &line)
{
    m_headerLines.append(line).append('\0');
    m_headers = curl_slist_append(m_headers, line.constData());
    curl_easy_setopt(m_handle, CURLOPT_HTTPHEADER, m_headers);
}

void CurlTransfer::trust(const CurlTrust &trust, const QString &host)
{
    m_isPlain = false;
    m_authorities = trust.authorities;
    curl_blob blob{m_authorities.data(), size_t(m_authorities.size()), CURL_BLOB_NOCOPY};
    curl_easy_setopt(m_handle, CURLOPT_CAINFO_BLOB, m_authorities.isEmpty() ? nullptr : &blob);
    const bool verify = !trust.unverifiedHosts.contains(host);
    curl_easy_setopt(m_handle, CURLOPT_SSL_VERIFYPEER, verify ? 1L : 0L);
    curl_easy_setopt(m_handle, CURLOPT_SSL_VERIFYHOST, verify ? 2L : 0L);
}

void CurlTransfer::keepToHttp1()
{
    m_isPlain = false;
    curl_easy_setopt(m_handle, CURLOPT_HTTP_VERSION, long(CURL_HTTP_VERSION_1_1));
}

void CurlTransfer::makePlain()
{
    m_isPlain = true;
    m_mayRepeat = true;
    m_upload = nullptr;
    curl_easy_setopt(m_handle, CURLOPT_CUSTOMREQUEST, nullptr);
    curl_easy_setopt(m_handle, CURLOPT_UPLOAD, 0L);
    curl_easy_setopt(m_handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(-1));
    curl_easy_setopt(m_handle, CURLOPT_CAINFO_BLOB, nullptr);
    curl_easy_setopt(m_handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(m_handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(m_handle, CURLOPT_HTTP_VERSION, long(CURL_HTTP_VERSION_2TLS));
}

void CurlTransfer::setHeaders(const QNetworkRequest &request)
{
    QByteArray lines;
    lines.reserve(256);
    const auto names = request.rawHeaderList();
    for (const auto &name : names) {
        const auto value = request.rawHeader(name);
        lines.append(name).append(value.isEmpty() ? ";" : ": ").append(value).append('\0'); // "Name;" sends it empty
    }
    if (lines == m_headerLines)
        return;
    m_headerLines = lines;
    curl_slist_free_all(std::exchange(m_headers, nullptr));
    for (const auto *line = lines.constData(); line != lines.constEnd(); line += qstrlen(line) + 1)
        m_headers = curl_slist_append(m_headers, line);
    curl_easy_setopt(m_handle, CURLOPT_HTTPHEADER, m_headers);
}

void CurlTransfer::setProxy(const QNetworkProxy &proxy)
{
    if (proxy == m_proxy)
        return;
    m_proxy = proxy;
    QByteArray address;
    if (proxy.type() == QNetworkProxy::HttpProxy || proxy.type() == QNetworkProxy::HttpCachingProxy)
        address = "http://";
    else if (proxy.type() == QNetworkProxy::Socks5Proxy)
        address = "socks5h://";
    if (address.isEmpty()) {
        curl_easy_setopt(m_handle, CURLOPT_PROXY, "");
        return;
    }
    address += proxy.hostName().toUtf8() + ':' + QByteArray::number(proxy.port());
    const auto user = proxy.user().toUtf8();
    const auto password = proxy.password().toUtf8();
    curl_easy_setopt(m_handle, CURLOPT_PROXY, address.constData());
    curl_easy_setopt(m_handle, CURLOPT_PROXYUSERNAME, user.isEmpty() ? nullptr : user.constData());
    curl_easy_setopt(m_handle, CURLOPT_PROXYPASSWORD, user.isEmpty() ? nullptr : password.constData());
}

void CurlTransfer::reset()
{
    if (std::exchange(m_sendings, 0) > 0)
        curl_easy_setopt(m_handle, CURLOPT_FRESH_CONNECT, 0L);
    if (!m_isPlain)
        makePlain();
    m_listener = nullptr;
    m_driver = nullptr;
    m_result.reset();
    m_errorText.front() = '\0';
    m_openError = 0;
}

size_t CurlTransfer::onHeader(char *data, size_t size, size_t count, void *self)
{
    auto *transfer = static_cast<CurlTransfer *>(self);
    transfer->m_driver->noteNews(transfer);
    const QByteArrayView line(data, qsizetype(size * count));
    return transfer->m_listener->takeHeaderLine(line) ? size * count : 0;
}

size_t CurlTransfer::onBody(char *data, size_t size, size_t count, void *self)
{
    auto *transfer = static_cast<CurlTransfer *>(self);
    if (transfer->m_drops)
        return size * count;
    transfer->m_driver->noteNews(transfer);
    transfer->m_isPaused = false;
    const QByteArrayView chunk(data, qsizetype(size * count));
    switch (transfer->m_listener->takeBody(chunk)) {
    case CurlTransferListener::Take::Taken:
        return size * count;
    case CurlTransferListener::Take::NotNow:
        transfer->m_isPaused = true;
        return CURL_WRITEFUNC_PAUSE;
    case CurlTransferListener::Take::Refused:
        return 0;
    }
    Q_UNREACHABLE();
}

curl_socket_t CurlTransfer::onOpenSocket(void *self, curlsocktype, curl_sockaddr *address)
{
    // Not inherited by child processes; and libcurl would not tell why there was none.
    const auto socket = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    auto *transfer = static_cast<CurlTransfer *>(self);
    transfer->m_openError = socket < 0 ? errno : 0;
    if (socket < 0)
        return CURL_SOCKET_BAD;
    transfer->m_driver->noteOpened(socket);
    if (transfer->m_listener) {
        transfer->m_listener->takeConnecting();
        transfer->m_driver->noteNews(transfer);
    }
    return socket;
}

int CurlTransfer::onCloseSocket(void *driver, curl_socket_t socket)
{
    static_cast<CurlMultiDriver *>(driver)->noteClosing(socket);
    return ::close(socket);
}

int CurlTransfer::onRequestSent(void *self, char *, char *, int, int)
{
    auto *transfer = static_cast<CurlTransfer *>(self);
    if (++transfer->m_sendings > 1) {
        auto *upload = transfer->m_upload; // libcurl goes back only behind what it is sure to have sent
        const bool canRepeat = transfer->m_mayRepeat && (!upload || upload->startAgain());
        return canRepeat ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
    }
    // libcurl itself repeats what died on a used connection, whatever the method, up to five times, on the next used
    // one. A new connection is an end to that.
    curl_easy_setopt(transfer->m_handle, CURLOPT_FRESH_CONNECT, 1L);
    transfer->m_listener->takeRequestSent();
    transfer->m_driver->noteNews(transfer);
    return CURL_PREREQFUNC_OK;
}

size_t CurlTransfer::onUpload(char *room, size_t size, size_t count, void *self)
{
    auto *transfer = static_cast<CurlTransfer *>(self);
    transfer->m_driver->noteNews(transfer); // it is time to read ahead again
    return transfer->m_upload ? transfer->m_upload->give(room, size * count) : 0;
}

int CurlTransfer::onUploadAgain(void *self, curl_off_t offset, int origin)
{
    auto *upload = static_cast<CurlTransfer *>(self)->m_upload;
    const bool toTheStart = offset == 0 && origin == SEEK_SET;
    return upload && toTheStart && upload->startAgain() ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL;
}

void CurlTransfer::dropHeldBack()
{
    if (!m_isPaused || m_result)
        return;
    m_drops = true;
    m_isPaused = curl_easy_pause(m_handle, CURLPAUSE_CONT) != CURLE_OK;
    m_drops = false;
}

bool CurlTransfer::beginAgain(CURLcode result)
{
    if (result == CURLE_OK || !m_mayRepeat || m_sendings != 1)
        return false;
    const bool sentAway = result == CURLE_HTTP2; // GOAWAY, on a new connection too
    const bool broke = result == CURLE_SEND_ERROR || result == CURLE_RECV_ERROR || result == CURLE_GOT_NOTHING ||
                       result == CURLE_HTTP2_STREAM || result == CURLE_PARTIAL_FILE;
    if (!sentAway && (!broke || openedConnection()))
        return false;
    long headerBytes = 0;
    curl_easy_getinfo(m_handle, CURLINFO_HEADER_SIZE, &headerBytes);
    if (headerBytes > 0 || (m_upload && !m_upload->startAgain()))
        return false;
    m_errorText.front() = '\0';
    return true;
}

void CurlTransfer::setResult(CURLcode result)
{
    m_result = result;
    if (result == CURLE_ABORTED_BY_CALLBACK && m_sendings > 1) { // lost, and not to be repeated
        m_errorText.front() = '\0';
        m_result = CURLE_GOT_NOTHING;
    }
    if (result == CURLE_COULDNT_RESOLVE_HOST &&
        m_proxy.type() == QNetworkProxy::Socks5Proxy) // other names are resolved there
        m_result = CURLE_COULDNT_RESOLVE_PROXY;
    long answer = 0;
    if (result == CURLE_RECV_ERROR && curl_easy_getinfo(m_handle, CURLINFO_HTTP_CONNECTCODE, &answer) == CURLE_OK &&
        answer >= 300)
        m_result = CURLE_PROXY;
}

} // namespace sluice
