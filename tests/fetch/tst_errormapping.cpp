#include "fetch/errormapping.h"

#include <QTest>

#include <curl/curl.h>

#include <cerrno>

using namespace sluice;

class ErrorMappingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofCurl_data();
    void ofCurl();
    void ofQt_data();
    void ofQt();
    void everyCurlCodeHasASentence();
};

namespace {

TransferFault fault(bool sent, int systemError, const char *detail)
{
    TransferFault fault;
    fault.host = QStringLiteral("a.org");
    fault.requestSent = sent;
    fault.systemError = systemError;
    fault.detail = QString::fromUtf8(detail);
    return fault;
}

void check(const TransferFault &fault)
{
    QFETCH(ErrorKind, kind);
    QFETCH(QString, message);
    const auto error = transferError(fault);
    QCOMPARE(errorKindName(error.kind), errorKindName(kind));
    QCOMPARE(error.message, message);
}

void addColumns()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<TransferFault>("given");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("message");
}

} // namespace

void ErrorMappingTest::ofCurl_data()
{
    addColumns();
    const auto row = [](const char *name, CURLcode code, const TransferFault &given, ErrorKind kind,
                        const char *message) {
        QTest::newRow(name) << int(code) << given << kind << QString::fromUtf8(message);
    };
    row("dns", CURLE_COULDNT_RESOLVE_HOST, fault(false, 0, "x"), ErrorKind::Dns, "a.org has no address (DNS)");
    row("refused", CURLE_COULDNT_CONNECT, fault(false, ECONNREFUSED, "x"), ErrorKind::Connect,
        "a.org refused the connection");
    row("unreachable", CURLE_COULDNT_CONNECT, fault(false, EHOSTUNREACH, "x"), ErrorKind::Connect,
        "a.org cannot be reached: No route to host");
    row("silent", CURLE_OPERATION_TIMEDOUT, fault(false, ETIMEDOUT, "x"), ErrorKind::TimeoutConnect,
        "a.org did not answer the attempt to connect");
    row("descriptors", CURLE_COULDNT_CONNECT, fault(false, EMFILE, "x"), ErrorKind::Internal,
        "Too many open files: lower the number of requests in flight");
    row("certificate", CURLE_PEER_FAILED_VERIFICATION,
        fault(false, 0, "SSL certificate problem: self-signed certificate"), ErrorKind::Tls,
        "The certificate of a.org is not trusted: self-signed certificate");
    row("wrong name", CURLE_PEER_FAILED_VERIFICATION, fault(false, 0, "SSL: no alternative name matches"),
        ErrorKind::Tls, "The certificate of a.org is not trusted: no alternative name matches");
    row("handshake", CURLE_SSL_CONNECT_ERROR, fault(false, 0, "wrong version number"), ErrorKind::Tls,
        "No secure connection to a.org: wrong version number");
    row("nothing", CURLE_GOT_NOTHING, fault(true, 0, "x"), ErrorKind::Protocol,
        "a.org closed the connection without an answer");
    row("reset", CURLE_RECV_ERROR, fault(true, ECONNRESET, "x"), ErrorKind::Protocol, "a.org broke the connection off");
    row("reset early", CURLE_RECV_ERROR, fault(false, ECONNRESET, "x"), ErrorKind::Connect,
        "a.org broke the connection off before the request was sent");
    row("stream broken off", CURLE_HTTP2_STREAM, fault(true, 0, "x"), ErrorKind::Protocol,
        "a.org broke the connection off");
    row("bad frames", CURLE_HTTP2, fault(true, 0, "x"), ErrorKind::Protocol, "a.org did not send valid HTTP: x");
    row("chunk", CURLE_RECV_ERROR, fault(true, 0, "bad chunk"), ErrorKind::Protocol,
        "a.org did not send valid HTTP: bad chunk");
    row("hostile detail", CURLE_WEIRD_SERVER_REPLY, fault(true, 0, "\x1b[2J"), ErrorKind::Protocol,
        "a.org did not send valid HTTP: \u241b[2J");
    row("header", CURLE_WRITE_ERROR, fault(true, 0, "x"), ErrorKind::Protocol, "a.org sent a header that is too large");
    row("address", CURLE_URL_MALFORMAT, fault(false, 0, "bad port"), ErrorKind::Input,
        "The address cannot be used: bad port");
    auto part = fault(true, 0, "x");
    part.received = 40;
    part.expected = 100;
    row("part", CURLE_PARTIAL_FILE, part, ErrorKind::Protocol,
        "a.org closed the connection before the body was complete (40 of 100 bytes)");
    part.expected = -1;
    row("part of unknown", CURLE_PARTIAL_FILE, part, ErrorKind::Protocol,
        "a.org closed the connection before the body was complete (40 bytes came)");
}

void ErrorMappingTest::ofCurl()
{
    QFETCH(int, code);
    QFETCH(TransferFault, given);
    given.curlCode = code;
    check(given);
}

void ErrorMappingTest::ofQt_data()
{
    addColumns();
    const auto row = [](const char *name, QNetworkReply::NetworkError code, const TransferFault &given, ErrorKind kind,
                        const char *message) {
        QTest::newRow(name) << int(code) << given << kind << QString::fromUtf8(message);
    };
    row("dns", QNetworkReply::HostNotFoundError, fault(false, 0, "x"), ErrorKind::Dns, "a.org has no address (DNS)");
    row("refused", QNetworkReply::ConnectionRefusedError, fault(false, 0, "x"), ErrorKind::Connect,
        "a.org refused the connection");
    row("silent", QNetworkReply::TimeoutError, fault(false, 0, "x"), ErrorKind::TimeoutConnect,
        "a.org did not answer the attempt to connect");
    row("unreachable", QNetworkReply::UnknownNetworkError, fault(false, 0, "Network unreachable"), ErrorKind::Connect,
        "a.org cannot be reached: Network unreachable");
    row("certificate", QNetworkReply::SslHandshakeFailedError, fault(false, 0, "The certificate is self-signed"),
        ErrorKind::Tls, "The certificate of a.org is not trusted: The certificate is self-signed");
    row("handshake", QNetworkReply::SslHandshakeFailedError, fault(false, 0, "no shared cipher"), ErrorKind::Tls,
        "No secure connection to a.org: no shared cipher");
    row("closed", QNetworkReply::RemoteHostClosedError, fault(true, 0, "x"), ErrorKind::Protocol,
        "a.org closed the connection without an answer");
    row("lost", QNetworkReply::UnknownNetworkError, fault(true, 0, "x"), ErrorKind::Protocol,
        "a.org broke the connection off");
    row("protocol", QNetworkReply::ProtocolFailure, fault(true, 0, "x"), ErrorKind::Protocol,
        "a.org did not send valid HTTP: x");
    row("proxy", QNetworkReply::ProxyConnectionRefusedError, fault(false, 0, "x"), ErrorKind::Connect,
        "The proxy did not connect: x");
}

void ErrorMappingTest::ofQt()
{
    QFETCH(int, code);
    QFETCH(TransferFault, given);
    given.error = QNetworkReply::NetworkError(code);
    check(given);
}

void ErrorMappingTest::everyCurlCodeHasASentence()
{
    for (int code = 1; code < CURL_LAST; ++code) {
        for (const bool sent : {false, true}) {
            auto given = fault(sent, 0, "detail");
            given.curlCode = code;
            QVERIFY(!transferError(given).message.isEmpty());
        }
    }
}

QTEST_GUILESS_MAIN(ErrorMappingTest)
#include "tst_errormapping.moc"
