// The servers and managers of the contract suite, behind one set of paths.
#pragma once

#include "fetch/accessmanagers.h"
#include "practice/practiceserver.h"
#include "support/echoserver.h"
#include "support/nginxserver.h"

#include <QNetworkReply>

#include <memory>

namespace sluice::test {

enum class Server { Practice, NginxPlain, NginxTls, NginxHttp2 };

/// All the servers, started once.
class ContractSite
{
public:
    /// Why they do not run, as a sentence; empty when they do.
    QString start();

    /// What bodyUrl() answers.
    static QByteArray body(qsizetype size);
    QUrl bodyUrl(Server server, qsizetype size) const;     ///< of 0, 1, 1,000,000 or 8,000,000 bytes
    QUrl url(Server server, const QByteArray &path) const; ///< of the practice server's pages
    QUrl echoUrl(Server server) const;

private:
    PracticeServer m_practice;
    QUrl m_practiceUrl;
    EchoServer m_echo;
    NginxServer m_nginx;
};

bool isEncrypted(Server server);

/// Global rows "engine" and "server": each with each.
void addContractRows();

/// A manager that trusts the servers' certificate, and a request for it.
std::unique_ptr<QNetworkAccessManager> makeManager(FetchEngine engine);
QNetworkRequest contractRequest(const QUrl &url);

} // namespace sluice::test

Q_DECLARE_METATYPE(sluice::FetchEngine)
Q_DECLARE_METATYPE(sluice::test::Server)
