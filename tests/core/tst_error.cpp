#include "core/error.h"

#include <QTest>

using namespace sluice;

class ErrorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreThoseInProjectFiles_data();
    void namesAreThoseInProjectFiles();
    void refusesOtherNames();
};

void ErrorTest::namesAreThoseInProjectFiles_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("name");

    QTest::newRow("input") << ErrorKind::Input << u"input"_qs;
    QTest::newRow("dns") << ErrorKind::Dns << u"dns"_qs;
    QTest::newRow("connect") << ErrorKind::Connect << u"connect"_qs;
    QTest::newRow("tls") << ErrorKind::Tls << u"tls"_qs;
    QTest::newRow("timeout connect") << ErrorKind::TimeoutConnect << u"timeout-connect"_qs;
    QTest::newRow("timeout first byte") << ErrorKind::TimeoutFirstByte << u"timeout-first-byte"_qs;
    QTest::newRow("timeout idle") << ErrorKind::TimeoutIdle << u"timeout-idle"_qs;
    QTest::newRow("timeout attempt") << ErrorKind::TimeoutAttempt << u"timeout-attempt"_qs;
    QTest::newRow("http status") << ErrorKind::HttpStatus << u"http-status"_qs;
    QTest::newRow("protocol") << ErrorKind::Protocol << u"protocol"_qs;
    QTest::newRow("size") << ErrorKind::Size << u"size"_qs;
    QTest::newRow("step") << ErrorKind::Step << u"step"_qs;
    QTest::newRow("storage") << ErrorKind::Storage << u"storage"_qs;
    QTest::newRow("internal") << ErrorKind::Internal << u"internal"_qs;
}

void ErrorTest::namesAreThoseInProjectFiles()
{
    QFETCH(ErrorKind, kind);
    QFETCH(QString, name);
    QCOMPARE(errorKindName(kind), name);
    QCOMPARE(errorKindFromName(name), std::optional(kind));
}

void ErrorTest::refusesOtherNames()
{
    for (const auto &wrong : {u""_qs, u"DNS"_qs, u"timeout"_qs, u"step "_qs})
        QVERIFY(!errorKindFromName(wrong));
}

QTEST_GUILESS_MAIN(ErrorTest)
#include "tst_error.moc"
