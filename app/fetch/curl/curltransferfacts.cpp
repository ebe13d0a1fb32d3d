// CurlTransfer: what is to be told of a transfer that is over.
#include "fetch/curl/curltransfer.h"

namespace sluice {

QString CurlTransfer::errorText() const
{
    if (m_errorText.front() != '\0')
        return QString::fromUtf8(m_errorText.data());
    return QString::fromUtf8(curl_easy_strerror(m_result.value_or(CURLE_OK)));
}

int CurlTransfer::systemError() const
{
    if (m_openError != 0)
        return m_openError;
    long code = 0;
    curl_easy_getinfo(m_handle, CURLINFO_OS_ERRNO, &code);
    return int(code);
}

qint64 CurlTransfer::info(CURLINFO what) const
{
    curl_off_t value = 0;
    curl_easy_getinfo(m_handle, what, &value);
    return value;
}

CurlMarks CurlTransfer::marks() const
{
    return {info(CURLINFO_NAMELOOKUP_TIME_T),  info(CURLINFO_CONNECT_TIME_T),       info(CURLINFO_APPCONNECT_TIME_T),
            info(CURLINFO_PRETRANSFER_TIME_T), info(CURLINFO_STARTTRANSFER_TIME_T), info(CURLINFO_TOTAL_TIME_T)};
}

bool CurlTransfer::openedConnection() const
{
    long count = 0;
    curl_easy_getinfo(m_handle, CURLINFO_NUM_CONNECTS, &count);
    return count > 0;
}

QString CurlTransfer::remoteAddress() const
{
    const char *address = nullptr;
    curl_easy_getinfo(m_handle, CURLINFO_PRIMARY_IP, &address);
    return address ? QString::fromLatin1(address) : QString();
}

qint64 CurlTransfer::bytesReceived() const
{
    long headerBytes = 0;
    curl_easy_getinfo(m_handle, CURLINFO_HEADER_SIZE, &headerBytes);
    return headerBytes + info(CURLINFO_SIZE_DOWNLOAD_T);
}

qint64 CurlTransfer::bytesSent() const
{
    long headerBytes = 0;
    curl_easy_getinfo(m_handle, CURLINFO_REQUEST_SIZE, &headerBytes);
    return headerBytes + info(CURLINFO_SIZE_UPLOAD_T);
}

QByteArray CurlTransfer::httpVersion() const
{
    long version = 0;
    curl_easy_getinfo(m_handle, CURLINFO_HTTP_VERSION, &version);
    switch (version) {
    case CURL_HTTP_VERSION_1_0:
        return QByteArrayLiteral("1.0");
    case CURL_HTTP_VERSION_1_1:
        return QByteArrayLiteral("1.1");
    case CURL_HTTP_VERSION_2_0:
        return QByteArrayLiteral("2");
    default:
        return {};
    }
}

} // namespace sluice
