#include "contractsite.h"

#include "fetch/curl/curlaccessmanager.h"
#include "practice/randombytes.h"
#include "support/selfsigned.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTest>

namespace sluice::test {

QString ContractSite::start()
{
    const auto started = m_practice.start();
    if (!started)
        return started.error().message;
    m_practiceUrl = started.value();
    for (const qsizetype size : {0, 1, 1'000'000, 8'000'000})
        m_nginx.addFile(QString::number(size), body(size));
    auto echo = m_echo.url("");
    return m_nginx.start(echo, m_practiceUrl);
}

QByteArray ContractSite::body(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    fillRandom(bytes.data(), size, 7);
    return bytes;
}

QUrl ContractSite::url(Server server, const QByteArray &path) const
{
    const auto base = [this, server] {
        switch (server) {
        case Server::Practice:
            return m_practiceUrl;
        case Server::NginxPlain:
            return m_nginx.url(NginxServer::Way::Plain);
        case Server::NginxTls:
            return m_nginx.url(NginxServer::Way::Tls);
        case Server::NginxHttp2:
            return m_nginx.url(NginxServer::Way::Http2);
        }
        Q_UNREACHABLE();
    };
    return QUrl(base().toString() + QString::fromLatin1(path));
}

QUrl ContractSite::bodyUrl(Server server, qsizetype size) const
{
    const auto number = QByteArray::number(size);
    return url(server, server == Server::Practice ? "/bytes/" + number + "?seed=7" : "/files/" + number);
}

QUrl ContractSite::echoUrl(Server server) const
{
    return server == Server::Practice ? m_echo.url("/echo") : url(server, "/echo");
}

void addContractRows()
{
    QTest::addColumn<FetchEngine>("engine");
    QTest::addColumn<Server>("server");
    const std::pair<const char *, Server> servers[]{{"practice", Server::Practice},
                                                    {"nginx", Server::NginxPlain},
                                                    {"nginx tls", Server::NginxTls},
                                                    {"nginx h2", Server::NginxHttp2}};
    for (const auto &[name, server] : servers) {
        QTest::addRow("curl, %s", name) << FetchEngine::Curl << server;
        QTest::addRow("qt, %s", name) << FetchEngine::Qt << server;
    }
}

bool isEncrypted(Server server)
{
    return server == Server::NginxTls || server == Server::NginxHttp2;
}

std::unique_ptr<QNetworkAccessManager> makeManager(FetchEngine engine)
{
    switch (engine) {
    case FetchEngine::Curl: {
        auto manager = std::make_unique<CurlAccessManager>();
        manager->setTrust({selfSignedCertificate(), {}});
        return manager;
    }
    case FetchEngine::Qt: {
        auto manager = std::make_unique<QNetworkAccessManager>();
        manager->setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
        manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        return manager;
    }
    }
    Q_UNREACHABLE();
}

QNetworkRequest contractRequest(const QUrl &url)
{
    QNetworkRequest request(url);
    if (url.scheme() == QLatin1StringView("https")) { // for Qt's; the other manager was told
        auto configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates({QSslCertificate(selfSignedCertificate())});
        request.setSslConfiguration(configuration);
    }
    return request;
}

} // namespace sluice::test
