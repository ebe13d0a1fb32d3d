#include "fetch/errormapping.h"

#include "core/safetext.h"

#include <QCoreApplication>
#include <QUrl>

#include <curl/curl.h>

#include <cerrno>
#include <cstring>

namespace sluice {

namespace {

enum class Cause {
    NoAddress,
    NoProxyAddress,
    CannotConnect,
    OutOfDescriptors,
    NoTls,
    CutShort,
    NoAnswer,
    Lost,
    HeaderTooLarge,
    NotHttp,
    BadAddress,
    Proxy,
    Unknown,
};

QString tr(const char *text)
{
    return QCoreApplication::translate("TransferError", text);
}

bool isLostConnection(const TransferFault &fault)
{
    // libcurl has one code for a lost connection and for a body it cannot make sense of.
    return fault.systemError != 0 || fault.detail.startsWith(QLatin1StringView("OpenSSL SSL_read"));
}

Cause causeOfCurl(const TransferFault &fault)
{
    switch (*fault.curlCode) { // an int: see networkErrorFromCurl()
    case CURLE_COULDNT_RESOLVE_HOST:
        return Cause::NoAddress;
    case CURLE_COULDNT_RESOLVE_PROXY:
        return Cause::NoProxyAddress;
    case CURLE_COULDNT_CONNECT:
        return fault.systemError == EMFILE ? Cause::OutOfDescriptors : Cause::CannotConnect;
    case CURLE_OPERATION_TIMEDOUT:
        return fault.requestSent ? Cause::Lost : Cause::CannotConnect;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_PEER_FAILED_VERIFICATION:
        return Cause::NoTls;
    case CURLE_PARTIAL_FILE:
        return Cause::CutShort;
    case CURLE_OK: // libcurl is content with a header that stops half-way
    case CURLE_GOT_NOTHING:
        return Cause::NoAnswer;
    case CURLE_SEND_ERROR:
    case CURLE_HTTP2_STREAM: // the server ended the stream
        return Cause::Lost;
    case CURLE_RECV_ERROR:
        return isLostConnection(fault) ? Cause::Lost : Cause::NotHttp;
    case CURLE_WRITE_ERROR:
        return Cause::HeaderTooLarge; // the only thing we refuse to take
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_HTTP2: // frames that make no sense
        return Cause::NotHttp;
    // libcurl 7.88 calls one header line over 100 KiB a lack of memory.
    case CURLE_OUT_OF_MEMORY:
        return fault.requestSent ? Cause::HeaderTooLarge : Cause::Unknown;
    case CURLE_URL_MALFORMAT:
        return Cause::BadAddress;
    case CURLE_PROXY:
        return Cause::Proxy;
    default:
        return Cause::Unknown;
    }
}

Cause causeOfQt(const TransferFault &fault)
{
    switch (int(fault.error)) { // an int: what is missing here is content, that is a status, not a fault
    case QNetworkReply::HostNotFoundError:
        return Cause::NoAddress;
    case QNetworkReply::ProxyNotFoundError:
        return Cause::NoProxyAddress;
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
        return Cause::CannotConnect;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::UnknownNetworkError:
        return fault.requestSent ? Cause::Lost : Cause::CannotConnect;
    case QNetworkReply::SslHandshakeFailedError:
        return Cause::NoTls;
    case QNetworkReply::RemoteHostClosedError:
        return fault.received > 0 || fault.expected >= 0 ? Cause::CutShort : Cause::NoAnswer;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ContentReSendError:
    case QNetworkReply::UnknownContentError:
        return Cause::NotHttp;
    case QNetworkReply::ProtocolUnknownError:
        return Cause::BadAddress;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return Cause::Proxy;
    default:
        return Cause::Unknown;
    }
}

QString withDetail(const QString &sentence, QString detail)
{
    for (const auto prefix : {QLatin1StringView("SSL certificate problem: "), QLatin1StringView("SSL: ")}) {
        if (detail.startsWith(prefix))
            detail.remove(0, prefix.size());
    }
    return detail.isEmpty() ? sentence : sentence + QLatin1StringView(": ") + visibleText(detail, 200);
}

Error cannotConnect(const TransferFault &fault)
{
    const bool refused =
        fault.systemError == ECONNREFUSED || (!fault.curlCode && fault.error == QNetworkReply::ConnectionRefusedError);
    if (refused)
        return {ErrorKind::Connect, tr("%1 refused the connection").arg(fault.host)};
    const bool silent = fault.systemError == ETIMEDOUT || fault.error == QNetworkReply::TimeoutError;
    if (silent)
        return {ErrorKind::TimeoutConnect, tr("%1 did not answer the attempt to connect").arg(fault.host)};
    const auto reason = fault.systemError ? QString::fromLocal8Bit(std::strerror(fault.systemError)) : fault.detail;
    return {ErrorKind::Connect, withDetail(tr("%1 cannot be reached").arg(fault.host), reason)};
}

Error noTls(const TransferFault &fault)
{
    const bool certificate = fault.curlCode == CURLE_PEER_FAILED_VERIFICATION ||
                             (!fault.curlCode && fault.detail.contains(QLatin1StringView("certificate")));
    const auto sentence = certificate ? tr("The certificate of %1 is not trusted") : tr("No secure connection to %1");
    return {ErrorKind::Tls, withDetail(sentence.arg(fault.host), fault.detail)};
}

Error lost(const TransferFault &fault)
{
    if (!fault.requestSent)
        return {ErrorKind::Connect, tr("%1 broke the connection off before the request was sent").arg(fault.host)};
    return {ErrorKind::Protocol, tr("%1 broke the connection off").arg(fault.host)};
}

} // namespace

Error transferError(const TransferFault &fault)
{
    switch (fault.curlCode ? causeOfCurl(fault) : causeOfQt(fault)) {
    case Cause::NoAddress:
        return {ErrorKind::Dns, tr("%1 has no address (DNS)").arg(fault.host)};
    case Cause::NoProxyAddress:
        return {ErrorKind::Dns, tr("The proxy has no address (DNS)")};
    case Cause::CannotConnect:
        return cannotConnect(fault);
    case Cause::OutOfDescriptors:
        return {ErrorKind::Internal, tr("Too many open files: lower the number of requests in flight")};
    case Cause::NoTls:
        return noTls(fault);
    case Cause::CutShort:
        return bodyCutShort(fault.host, fault.received, fault.expected);
    case Cause::NoAnswer:
        return {ErrorKind::Protocol, tr("%1 closed the connection without an answer").arg(fault.host)};
    case Cause::Lost:
        return lost(fault);
    case Cause::HeaderTooLarge:
        return {ErrorKind::Protocol, tr("%1 sent a header that is too large").arg(fault.host)};
    case Cause::NotHttp:
        return {ErrorKind::Protocol, withDetail(tr("%1 did not send valid HTTP").arg(fault.host), fault.detail)};
    case Cause::BadAddress:
        return {ErrorKind::Input, withDetail(tr("The address cannot be used"), fault.detail)};
    case Cause::Proxy:
        return {ErrorKind::Connect, withDetail(tr("The proxy did not connect"), fault.detail)};
    case Cause::Unknown:
        break;
    }
    return {ErrorKind::Internal, withDetail(tr("The transfer from %1 failed").arg(fault.host), fault.detail)};
}

Error bodyCutShort(const QString &host, qint64 received, qint64 expected)
{
    const auto sentence = tr("%1 closed the connection before the body was complete").arg(host);
    const auto amount =
        expected < 0 ? tr("(%1 bytes came)").arg(received) : tr("(%1 of %2 bytes)").arg(received).arg(expected);
    return {ErrorKind::Protocol, sentence + QLatin1Char(' ') + amount};
}

QString hostLabel(const QUrl &url)
{
    const int usual = url.scheme() == QLatin1StringView("https") ? 443 : 80;
    const int port = url.port(usual);
    return port == usual ? url.host() : url.host() + QLatin1Char(':') + QString::number(port);
}

} // namespace sluice
