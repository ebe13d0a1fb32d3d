// What keeps a run from getting at its servers: names, connections, TLS.
#include "engine/bottleneck.h"
#include "support/fullbacklog.h"

#include <QTcpServer>
#include <QThread>

#include <atomic>

#include <dlfcn.h>
#include <netdb.h>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;

namespace {

std::atomic<int> lookUpMs = 0;

} // namespace

/// A slow name server, as those see it who ask: where names are looked up is the machine's setting, which a test must
/// not touch and a process cannot. Stands before the call of the C library; every name of it leads to this machine.
extern "C" int getaddrinfo(const char *name, const char *service, const addrinfo *hints, addrinfo **found)
{
    using LookUp = int (*)(const char *, const char *, const addrinfo *, addrinfo **);
    static const auto real = reinterpret_cast<LookUp>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    const bool isOurs = name && QByteArrayView(name).endsWith(".slow.test");
    if (isOurs)
        QThread::msleep(static_cast<unsigned long>(lookUpMs.load()));
    return real(isOurs ? "127.0.0.1" : name, service, hints, found);
}

class ConnectionVerdictsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void slowNamesAreNamed();
    void aServerThatLetsNobodyInIsNamed();
    void aServerThatIsSlowWithTlsIsNamed();
};

static bool speaksOf(const Verdict &verdict, WaitReason reason)
{
    return verdict.evidence.join(QLatin1Char('\n')).contains(waitReasonLabel(reason));
}

void ConnectionVerdictsTest::slowNamesAreNamed()
{
    lookUpMs = 300;
    Bottleneck run;
    const QUrl server(run.addServer());
    run.add(QStringLiteral("http://n"), QStringLiteral("%1.slow.test:") + QString::number(server.port()), 600);
    run.start(limitsOf(32, 6));
    const auto verdict = run.verdictOf(VerdictKind::Dns);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::Dns));
    QVERIFY2(verdict.text.startsWith(QStringLiteral("Waiting for names: ")), qPrintable(verdict.text));
    QVERIFY(speaksOf(verdict, WaitReason::Dns));
    QVERIFY(verdict.host.isEmpty()); // it is not the doing of any
    QVERIFY(verdict.remedy.contains(QStringLiteral("name server")));
    QVERIFY(run.requests() > 10); // and they are found
}

void ConnectionVerdictsTest::aServerThatLetsNobodyInIsNamed()
{
    const FullBacklog server;
    QVERIFY(server.isFull());
    Bottleneck run;
    const auto base = QStringLiteral("http://127.0.0.1:%1").arg(server.port());
    run.add(base, QStringLiteral("/") + QStringLiteral("%1"), 40);
    run.start(limitsOf(64, 6));
    const auto verdict = run.verdictOf(VerdictKind::Connecting);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::Connecting));
    QCOMPARE(verdict.host, base);
    QVERIFY2(verdict.text.startsWith(QStringLiteral("Waiting for connections: ")), qPrintable(verdict.text));
    QVERIFY(speaksOf(verdict, WaitReason::Connect));
}

void ConnectionVerdictsTest::aServerThatIsSlowWithTlsIsNamed()
{
    QTcpServer server; // lets everybody in and greets nobody
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Bottleneck run;
    const auto base = QStringLiteral("https://127.0.0.1:%1").arg(server.serverPort());
    run.add(base, QStringLiteral("/%1"), 200);
    run.start(limitsOf(64, 6));
    const auto verdict = run.verdictOf(VerdictKind::Connecting);
    QCOMPARE(verdictKindName(verdict.kind), verdictKindName(VerdictKind::Connecting));
    QCOMPARE(verdict.host, base);
    QVERIFY2(verdict.text.startsWith(QStringLiteral("Waiting for connections: ")), qPrintable(verdict.text));
    // libcurl does not tell of a handshake that has not ended where connecting did: both are one group
    QVERIFY(speaksOf(verdict, WaitReason::Connect) || speaksOf(verdict, WaitReason::Tls));
}

QTEST_GUILESS_MAIN(ConnectionVerdictsTest)
#include "tst_connectionverdicts.moc"
