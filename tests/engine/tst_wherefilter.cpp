#include "engine/wherefilter.h"

#include <QTest>

using namespace sluice;

class WhereFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understands();
    void knowsHostsByTheirShortNames_data();
    void knowsHostsByTheirShortNames();
    void namesAGroup();
    void understandsColumns_data();
    void understandsColumns();
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
    expected.hosts = {QStringLiteral("https://a.example")};
    expected.text = QStringLiteral("cat");
    QCOMPARE(filter.value(), expected);
    QCOMPARE(parseWhere({}).value(), JobFilter());

    QCOMPARE(parseWhere(u"host=http://a|http://b, host != \"http://c|http://d\"").value().hosts,
             (QStringList{QStringLiteral("http://a"), QStringLiteral("http://b")}));
    QCOMPARE(parseWhere(u"host!=http://c").value().notHosts, QStringList{QStringLiteral("http://c")});
    QCOMPARE(parseWhere(u"phase=connect").value().phase, std::optional(std::optional(WaitReason::Connect)));
    const auto noPhase = parseWhere(u"phase=").value().phase;
    QVERIFY(noPhase && !*noPhase);
    QCOMPARE(parseWhere(u"id=3|5").value().ids, (std::vector{JobId(3), JobId(5)}));
}

void WhereFilterTest::knowsHostsByTheirShortNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("hosts");
    const auto row = [](const char *name, const char *hosts) {
        QTest::newRow(name) << QString::fromUtf8(name) << QString::fromUtf8(hosts).split(u' ');
    };
    row("localhost:18231", "http://localhost:18231 https://localhost:18231");
    row("example.org", "http://example.org https://example.org");
    row("Example.ORG/", "http://example.org https://example.org");
    row("HTTP://Example.org:80/", "http://example.org");
    row("https://example.org:8443/", "https://example.org:8443");
    row("[::1]:81", "http://[::1]:81 https://[::1]:81");
    row("example.org|http://example.org", "http://example.org https://example.org");
    row("file:", "file:");
}

void WhereFilterTest::knowsHostsByTheirShortNames()
{
    QFETCH(QString, name);
    QFETCH(QStringList, hosts);
    const auto only = parseWhere(QString(QStringLiteral("host=") + name));
    QVERIFY2(only, only.failed() ? qPrintable(only.error().message) : "");
    QCOMPARE(only.value().hosts, hosts);
    QCOMPARE(parseWhere(QString(QStringLiteral("host!=") + name)).value().notHosts, hosts);
}

/// What is printed of a group is that group and no more.
void WhereFilterTest::namesAGroup()
{
    FailureKey key{ErrorKind::Connect, WaitReason::Connect, QStringLiteral("http://a.example"),
                   QStringLiteral("… said \"no\", N")};
    const auto isRead = [](const FailureCluster &cluster, const std::vector<FailureKey> &ignored) {
        return parseWhere(whereOf(cluster, ignored)).value() == filterOf(cluster, ignored);
    };
    FailureCluster cluster;
    cluster.key = key;
    QVERIFY(isRead(cluster, {}));
    QCOMPARE(filterOf(cluster, {}), filterOf(key));
    QCOMPARE(filterOf(key).hosts, QStringList{key.host});

    cluster.key.phase.reset();
    cluster.key.host.clear();
    QVERIFY(isRead(cluster, {}));
    auto one = cluster.key;
    one.host = QStringLiteral("http://a.example");
    auto other = one;
    other.host = QStringLiteral("http://b.example");
    auto foreign = other;
    foreign.kind = ErrorKind::Dns;
    const std::vector ignored{one, foreign, other};
    QCOMPARE(filterOf(cluster, ignored).notHosts, (QStringList{one.host, other.host}));
    QVERIFY(isRead(cluster, ignored));
    cluster.ignored = true;
    QCOMPARE(filterOf(cluster, ignored).hosts, (QStringList{one.host, other.host}));
    QVERIFY(isRead(cluster, ignored));
    QVERIFY(filterOf(cluster, {one, cluster.key}).hosts.isEmpty()); // all hosts are ignored
    cluster.key.pattern.clear();
    QCOMPARE(whereOf(cluster, {}), QString()); // an empty error is no condition
}

void WhereFilterTest::understandsColumns_data()
{
    using Test = ColumnCondition::Test;
    QTest::addColumn<QString>("text");
    QTest::addColumn<ColumnCondition>("condition");
    const auto row = [](const char *text, const char *column, Test test, const char *value, double number) {
        QTest::newRow(text) << QString::fromUtf8(text)
                            << ColumnCondition{QString::fromUtf8(column), test, QString::fromUtf8(value), number};
    };
    row("column.kind=river", "kind", Test::Equal, "river", 0);
    row(" column.kind = river bank ,", "kind", Test::Equal, "river bank", 0);
    row("column.kind=", "kind", Test::Equal, "", 0);
    row("column.title~sea", "title", Test::Contains, "sea", 0);
    row("column.width>640", "width", Test::Greater, "", 640);
    row("column.width >= 640.5", "width", Test::AtLeast, "", 640.5);
    row("column.width<-1e3", "width", Test::Less, "", -1000);
    row("column.width<=0", "width", Test::AtMost, "", 0);
    row("column.my column=x", "my column", Test::Equal, "x", 0);
    row("column.a.b=x", "a.b", Test::Equal, "x", 0);
    row("column.state=Ohio", "state", Test::Equal, "Ohio", 0);
    row("column.kind=a=b<c", "kind", Test::Equal, "a=b<c", 0);
    row("column.kind=\"a, b\"", "kind", Test::Equal, "a, b", 0);
    row("column.kind=\" \"\"a\"\" \"", "kind", Test::Equal, " \"a\" ", 0);
    row("column.kind=say \"a\"", "kind", Test::Equal, "say \"a\"", 0);
    row("column.\"a=b, \"\"c\"\"\">1", "a=b, \"c\"", Test::Greater, "", 1);
    row("column.\"\"=x", "", Test::Equal, "x", 0);
    row("column.' OR 1=1 --=x", "' OR 1", Test::Equal, "1 --=x", 0);
}

void WhereFilterTest::understandsColumns()
{
    QFETCH(QString, text);
    QFETCH(ColumnCondition, condition);
    JobFilter expected;
    expected.columns = {condition};
    auto filter = parseWhere(text);
    QVERIFY2(filter, filter.failed() ? qPrintable(filter.error().message) : "");
    QCOMPARE(filter.value(), expected);
    expected.columns.push_back({QStringLiteral("n"), ColumnCondition::Test::AtLeast, {}, 2});
    expected.status = 404;
    filter = parseWhere(QString(QStringLiteral("status=404,column.n>=2,") + text));
    QVERIFY2(filter, filter.failed() ? qPrintable(filter.error().message) : "");
    std::swap(expected.columns[0], expected.columns[1]);
    QCOMPARE(filter.value(), expected);
}

void WhereFilterTest::explains_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("no condition") << QStringLiteral("failed") << QStringLiteral("state=failed");
    QTest::newRow("unknown name") << QStringLiteral("colour=red") << QStringLiteral("Possible: state");
    QTest::newRow("unknown state") << QStringLiteral("state=broken") << QStringLiteral("States: queued");
    QTest::newRow("unknown phase") << QStringLiteral("phase=lunch") << QStringLiteral("Phases are for example dns");
    QTest::newRow("no host") << QStringLiteral("host=") << QStringLiteral("host=https://example.org");
    QTest::newRow("no other host") << QStringLiteral("host!=") << QStringLiteral("host=https://example.org");
    QTest::newRow("a host and none") << QStringLiteral("host=http://a|") << QStringLiteral("names no host");
    QTest::newRow("a page") << QStringLiteral("host=http://a/b") << QStringLiteral("“http://a/b” is not a host");
    QTest::newRow("no text") << QStringLiteral("text=\"\"") << QStringLiteral("looks for nothing");
    QTest::newRow("no error") << QStringLiteral("error=") << QStringLiteral("names no message");
    QTest::newRow("not a state") << QStringLiteral("state!=failed") << QStringLiteral("host takes !=");
    QTest::newRow("no job") << QStringLiteral("id=1|x") << QStringLiteral("id=12|40");
    QTest::newRow("unknown kind") << QStringLiteral("error_kind=bad") << QStringLiteral("Kinds are");
    QTest::newRow("column without a name") << QStringLiteral("column.=x") << QStringLiteral("column.NAME");
    QTest::newRow("column without a sign") << QStringLiteral("column.width") << QStringLiteral("column.NAME");
    QTest::newRow("column compared with text")
        << QStringLiteral("column.width>wide") << QStringLiteral("> compares numbers, and “wide” is none");
    QTest::newRow("column compared with infinity") << QStringLiteral("column.width<inf") << QStringLiteral("numbers");
    QTest::newRow("open quote") << QStringLiteral("column.kind=\"a") << QStringLiteral("not closed");
    QTest::newRow("behind the quote") << QStringLiteral("column.kind=\"a\"b") << QStringLiteral("closing quote");
    QTest::newRow("wrong sign") << QStringLiteral("status>400") << QStringLiteral("takes only =");
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
