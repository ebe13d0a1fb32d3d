// What a project remembers of its runs, as the command line tells it.
#include "cliprogram.h"
#include "practice/practiceserver.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace sluice;
using namespace sluice::test;

namespace {

QJsonObject numberOf(const QJsonObject &comparison, const char *key)
{
    for (const auto &number : comparison[QLatin1StringView("numbers")].toArray()) {
        if (number[QLatin1StringView("key")].toString() == QLatin1StringView(key))
            return number.toObject();
    }
    return {};
}

/// Empty when it is well-formed.
QString problemOf(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return file.errorString();
    QXmlStreamReader xml(&file);
    while (!xml.atEnd())
        xml.readNext();
    return xml.errorString();
}

} // namespace

class RunMemoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void runsAreCompared();
    void aKilledRunIsRemembered();
    void aReportIsOfTheRunAskedFor();
    void wrongUsageIsSaid_data();
    void wrongUsageIsSaid();

private:
    QString file(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    Ended cli(const QStringList &arguments) { return runCli(arguments); }

    QTemporaryDir m_folder;
    PracticeServer m_server;
    QString m_base;
};

/// One project, two runs: the second slower by its limit.
void RunMemoryTest::initTestCase()
{
    const auto base = m_server.start();
    QVERIFY(base);
    m_base = base.value().toString();
    QStringList lines;
    for (int i = 0; i < 12; ++i)
        lines += m_base + QStringLiteral("/delay/0.1?%1").arg(i);
    lines += m_base + QStringLiteral("/status/404?<script>");
    const auto list = writeLines(file("list.txt"), lines);
    const auto first = cli({QStringLiteral("run"), list, QStringLiteral("--project"), file("list.sluice"),
                            QStringLiteral("--export"), file("first.html")});
    QVERIFY2(first.code == 1, qUtf8Printable(first.err));
    QCOMPARE(cli({QStringLiteral("retry"), file("list.sluice"), QStringLiteral("--where"),
                  QStringLiteral("state=succeeded")})
                 .code,
             0);
    const auto second = cli({QStringLiteral("run"), QStringLiteral("--project"), file("list.sluice"),
                             QStringLiteral("--resume"), QStringLiteral("--per-host"), QStringLiteral("1")});
    QVERIFY2(second.code == 1, qUtf8Printable(second.err));
}

void RunMemoryTest::runsAreCompared()
{
    const auto ended = cli({QStringLiteral("compare"), file("list.sluice"), QStringLiteral("--json")});
    QVERIFY2(ended.code == 0, qUtf8Printable(ended.err));
    const auto comparison = ended.summary();
    QCOMPARE(comparison[QLatin1StringView("first")][QLatin1StringView("run")].toInt(), 1);
    QCOMPARE(comparison[QLatin1StringView("second")][QLatin1StringView("run")].toInt(), 2);
    const auto attempts = numberOf(comparison, "attempts");
    QCOMPARE(attempts[QLatin1StringView("first")].toInt(), 13);
    QCOMPARE(attempts[QLatin1StringView("second")].toInt(), 12);
    QCOMPARE(attempts[QLatin1StringView("difference")].toInt(), -1);
    QVERIFY(numberOf(comparison, "wallSeconds")[QLatin1StringView("difference")].toDouble() > 0.5);
    QCOMPARE(numberOf(comparison, "errors.http-status")[QLatin1StringView("first")].toInt(), 1);
    const auto limits = comparison[QLatin1StringView("limits")].toArray();
    QVERIFY(std::any_of(limits.begin(), limits.end(), [](const QJsonValue &limit) {
        return limit[QLatin1StringView("key")].toString() == u"perHost" &&
               limit[QLatin1StringView("second")].toString() == u"1";
    }));
    const auto text = cli({QStringLiteral("compare"), file("list.sluice"), file("list.sluice"),
                           QStringLiteral("--runs"), QStringLiteral("2,1")});
    QVERIFY2(text.out.contains(QStringLiteral("Requests per second")), qUtf8Printable(text.out));
}

void RunMemoryTest::aKilledRunIsRemembered()
{
    const auto list =
        writeLines(file("long.txt"), {m_base + QStringLiteral("/delay/0.1"), m_base + QStringLiteral("/hang")});
    auto running = startCli({QStringLiteral("run"), list, QStringLiteral("--project"), file("killed.sluice")});
    // Its first second is written: two commits later the run itself is safe too.
    QTRY_VERIFY_WITH_TIMEOUT(
        cli({QStringLiteral("export"), file("killed.sluice"), QStringLiteral("--to"), file("killed.html")}).code == 0,
        20'000);
    const auto textOf = [](const QString &name) {
        QFile page(name);
        return page.open(QIODevice::ReadOnly) ? page.readAll() : QByteArray();
    };
    QVERIFY(textOf(file("killed.html")).contains("still running"));
    const auto status = [&](const QStringList &options) {
        return cli(QStringList{QStringLiteral("status"), file("killed.sluice")} + options);
    };
    const auto live = status({QStringLiteral("--json")}).summary();
    QCOMPARE(live.value(QStringLiteral("live")), QJsonValue(true));
    const auto underWay = [&status] {
        return status({QStringLiteral("--json")}).summary().value(QStringLiteral("running")).toInt();
    };
    QTRY_COMPARE_WITH_TIMEOUT(underWay(), 1, 20'000); // the other has ended, and is safe
    const auto liveText = status({}).out;
    QVERIFY2(liveText.contains(QStringLiteral("still running")), qPrintable(liveText));
    running->kill();
    QVERIFY(running->waitForFinished(20'000));
    const auto dead = status({QStringLiteral("--json")}).summary();
    QCOMPARE(dead.value(QStringLiteral("live")), QJsonValue(false));
    QCOMPARE(dead.value(QStringLiteral("running")).toInt(), 1);
    const auto run = dead.value(QStringLiteral("runs")).toArray().first().toObject();
    QCOMPARE(run.value(QStringLiteral("run")).toInt(), 1);
    QVERIFY(run.value(QStringLiteral("ending")).isNull());
    const auto text = status({}).out;
    QVERIFY2(text.contains(QStringLiteral("interrupted")) && !text.contains(QStringLiteral("running ")),
             qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("sluice-cli run --project %1 --resume").arg(file("killed.sluice"))),
             qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Run 1, ")) && text.contains(QStringLiteral("cut off: killed")),
             qPrintable(text));
    const auto report =
        cli({QStringLiteral("export"), file("killed.sluice"), QStringLiteral("--to"), file("killed.html")});
    QVERIFY2(report.code == 0, qUtf8Printable(report.err));
    QVERIFY(textOf(file("killed.html")).contains("cut off: killed, or a power cut"));

    // Who has the project since, without a run, does not bring the dead one back.
    const auto other = startCli({QStringLiteral("import"), file("killed.sluice"), QStringLiteral("-")});
    QVERIFY(other->waitForStarted());
    other->write("gopher://a.example/\n" + QByteArray("http://a.example/\n").repeated(10'000));
    QByteArray said;
    QVERIFY(QTest::qWaitFor([&] { return (said += other->readAllStandardError()).contains("-:1: "); }, 10'000));
    const auto held = status({QStringLiteral("--json")}).summary();
    QCOMPARE(held.value(QStringLiteral("live")), QJsonValue(false));
    const auto heldText = status({}).out;
    QVERIFY2(heldText.contains(QStringLiteral("cut off: killed")), qPrintable(heldText));
    other->kill();
    QVERIFY(other->waitForFinished(20'000));
}

void RunMemoryTest::aReportIsOfTheRunAskedFor()
{
    QCOMPARE(problemOf(file("first.html")), QString());
    const auto written = cli({QStringLiteral("export"), file("list.sluice"), QStringLiteral("--to"),
                              file("second.html"), QStringLiteral("--run"), QStringLiteral("2")});
    QVERIFY2(written.code == 0, qUtf8Printable(written.err));
    QCOMPARE(problemOf(file("second.html")), QString());
    QFile first(file("first.html"));
    QFile second(file("second.html"));
    QVERIFY(first.open(QIODevice::ReadOnly) && second.open(QIODevice::ReadOnly));
    const auto one = first.readAll();
    const auto other = second.readAll();
    QVERIFY(one.contains("list.sluice: Run 1"));
    QVERIFY(one.contains("/status/404"));
    QVERIFY(!one.contains("<script"));
    QVERIFY(other.contains("list.sluice: Run 2"));
    QVERIFY(!other.contains("/status/404")); // failed in the run before
}

void RunMemoryTest::wrongUsageIsSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    const auto words = [](const char *line) {
        return QString::fromLatin1(line).split(u' ');
    };
    QTest::newRow("no project") << words("compare") << QStringLiteral("Say which project");
    QTest::newRow("no such run") << words("compare PROJECT --runs 1,9")
                                 << QStringLiteral("has no run 9. Its runs: 1 2.");
    QTest::newRow("no numbers") << words("compare PROJECT --runs 1") << QStringLiteral("write two numbers");
    QTest::newRow("report with columns") << words("export PROJECT --to x.html --columns id")
                                         << QStringLiteral("are for tables");
    QTest::newRow("run of a table") << words("export PROJECT --to x.csv --run 1") << QStringLiteral("is for reports");
}

void RunMemoryTest::wrongUsageIsSaid()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, said);
    arguments.replaceInStrings(QStringLiteral("PROJECT"), file("list.sluice"));
    const auto ended = cli(arguments);
    QCOMPARE(ended.code, 2);
    QVERIFY2(ended.err.contains(said), qUtf8Printable(ended.err));
}

QTEST_GUILESS_MAIN(RunMemoryTest)
#include "tst_runmemory.moc"
