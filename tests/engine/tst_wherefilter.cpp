#include "engine/wherefilter.h"

#include <QTest>

using namespace sluice;

class WhereFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understands();
    void explains_data();
    void explains();
};

void WhereFilterTest::understands()
{
    const auto filter =
        parseWhere(u"state=failed|cancelled, status=404,error_kind=http-status,host=https://a.example,text=cat");
    QVERIFY(filter);
    JobFilter expected;
    expected.states = {JobState::Failed, JobState::Cancelled};
    expected.status = 404;
    expected.errorKind = ErrorKind::HttpStatus;
    expected.host = QStringLiteral("https://a.example");
    expected.text = QStringLiteral("cat");
    QCOMPARE(filter.value(), expected);
    QCOMPARE(parseWhere({}).value(), JobFilter());
}

void WhereFilterTest::explains_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("no condition") << QStringLiteral("failed") << QStringLiteral("state=failed");
    QTest::newRow("unknown name") << QStringLiteral("colour=red") << QStringLiteral("Possible: state");
    QTest::newRow("unknown state") << QStringLiteral("state=broken") << QStringLiteral("States: queued");
    QTest::newRow("unknown kind") << QStringLiteral("error_kind=bad") << QStringLiteral("Kinds are");
    QTest::newRow("no number") << QStringLiteral("status=lots") << QStringLiteral("status=404");
}

void WhereFilterTest::explains()
{
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    const auto filter = parseWhere(text);
    QVERIFY(filter.failed());
    QVERIFY2(filter.error().message.contains(sentence), qPrintable(filter.error().message));
}

QTEST_APPLESS_MAIN(WhereFilterTest)
#include "tst_wherefilter.moc"
