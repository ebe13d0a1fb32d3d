// Hosts in a real run against real servers: the rows must be what the servers counted themselves.
#include "engine/hostrules.h"
#include "engine/jobbrowser.h"
#include "engine/projecttest.h"
#include "store/projectreader.h"

#include <QSignalSpy>

using namespace sluice;
using namespace std::chrono_literals;

class HostsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rowsAreWhatTheServersCounted();
    void theProjectRemembersTheSame();
    void aHostIsLimitedWhileItRuns();
    void aPausedHostWaitsAndTheOtherGoesOn();
    void aDrainIsNotHeldUpByAPausedHost();
    void rulesAreKeptWithTheProject();
    void nothingIsKnownWhileNothingRuns();
    void aPausedHostHasARowBeforeItWasAsked();
    void marksAreShort();
    void manyRulesAtOnceAreAsOneByOne();

private:
    void add(const QStringList &addresses) { test::addAddresses(m_engine.get(), addresses); }
    void rule(const QString &base, std::optional<int> limit, bool paused);
    HostTable ask();
    HostRow row(const QString &base);
    QString marks();

    std::unique_ptr<PracticeServer> m_first;
    std::unique_ptr<PracticeServer> m_second;
    QString m_a;
    QString m_b;
    std::unique_ptr<Engine> m_engine;
};

void HostsTest::init()
{
    m_engine.reset();
    m_first = std::make_unique<PracticeServer>();
    m_second = std::make_unique<PracticeServer>();
    m_a = m_first->start().value().toString();
    m_b = m_second->start().value().toString();
    m_engine = std::make_unique<Engine>();
    QVERIFY(m_engine->open({}));
    auto options = m_engine->options();
    options.limits.retries = 0;
    options.limits.inFlight = 20;
    options.limits.perHost = 5;
    QVERIFY(m_engine->setOptions(options, {}));
}

void HostsTest::rule(const QString &base, std::optional<int> limit, bool paused)
{
    auto options = m_engine->options();
    setRule(&options.hostRules, {HostKey{base}, limit, paused});
    QVERIFY(m_engine->setOptions(options, QStringLiteral("you")));
}

HostTable HostsTest::ask()
{
    QSignalSpy ready(m_engine.get(), &Engine::hostsReady);
    m_engine->requestHosts();
    return ready.wait() ? ready[0][0].value<HostTable>() : HostTable();
}

HostRow HostsTest::row(const QString &base)
{
    const auto table = ask();
    for (const auto &row : *table.rows) {
        if (row.host.name == base)
            return row;
    }
    return {};
}

QString HostsTest::marks()
{
    QString marks;
    auto reader = ProjectReader::open(m_engine->projectPath());
    const auto series = reader.value()->series();
    for (const auto &point : series.value())
        marks += point.mark;
    return marks;
}

static QStringList addresses(const QString &base, const char *path, int count)
{
    QStringList all;
    for (int i = 0; i < count; ++i)
        all.append(base + QString::fromLatin1(path).arg(i));
    return all;
}

void HostsTest::rowsAreWhatTheServersCounted()
{
    add(addresses(m_a, "/bytes/1000?seed=%1", 60) + addresses(m_a, "/status/404?i=%1", 7) +
        addresses(m_b, "/json/%1", 30) + addresses(m_b, "/truncate?i=%1", 3) + addresses(m_b, "/hang?i=%1", 1));
    m_engine->start(); // one hangs, so that the run goes on while it is looked at
    QTRY_COMPARE(m_engine->snapshot().counts.of(JobState::Succeeded), 90);
    QTRY_COMPARE(m_engine->snapshot().counts.of(JobState::Failed), 10);
    const auto a = row(m_a);
    QCOMPARE(a.attempts, m_first->stats().requests);
    QCOMPARE(a.attempts, 67);
    QCOMPARE(a.failed, 7);
    QCOMPARE(a.of(ErrorKind::HttpStatus), 7);
    QCOMPARE(a.answered, 67);
    QVERIFY(a.bytes >= 60'000);
    QCOMPARE(a.inFlight, 0);
    QCOMPARE(a.limit, 5);
    QVERIFY(!a.ownLimit);
    QVERIFY(a.firstByteP50 > 0us && a.firstByteP50 <= a.firstByteP99);
    QVERIFY(a.perSecond > 0);
    QVERIFY(a.reused >= a.answered - m_first->stats().peakInFlight - 7 && a.reused < a.answered);
    QCOMPARE(a.httpVersion, QByteArray("1.1"));
    const auto b = row(m_b);
    QCOMPARE(b.attempts + b.inFlight, m_second->stats().requests);
    QCOMPARE(b.inFlight, 1);
    QCOMPARE(b.of(ErrorKind::Protocol), 3);
    m_engine->stop();
}

void HostsTest::theProjectRemembersTheSame()
{
    add(addresses(m_a, "/json/%1", 40) + addresses(m_b, "/status/500?i=%1", 5) + addresses(m_b, "/hang?i=%1", 1));
    m_engine->start();
    QTRY_COMPARE(m_engine->snapshot().counts.of(JobState::Succeeded), 40);
    QTRY_COMPARE(m_engine->snapshot().counts.of(JobState::Failed), 5);
    const auto live = row(m_a);
    QSignalSpy ended(m_engine.get(), &Engine::runFinished);
    m_engine->stop();
    QVERIFY(ended.wait());
    JobBrowser browser(m_engine->projectPath());
    QSignalSpy ready(&browser, &JobBrowser::hostsReady);
    browser.requestHosts({});
    QVERIFY(ready.wait());
    const auto table = ready[0][0].value<HostTable>();
    QCOMPARE(table.rows->size(), size_t(2));
    const auto &first = (*table.rows)[0].host.name == m_a ? (*table.rows)[0] : (*table.rows)[1];
    const auto &second = (*table.rows)[0].host.name == m_a ? (*table.rows)[1] : (*table.rows)[0];
    QCOMPARE(first.attempts, live.attempts);
    QCOMPARE(first.answered, live.answered);
    QCOMPARE(first.reused, live.reused);
    QCOMPARE(first.bytes, live.bytes);
    QCOMPARE(first.firstByteP50, live.firstByteP50);
    QCOMPARE(first.firstByteP99, live.firstByteP99);
    QCOMPARE(first.httpVersion, live.httpVersion);
    QCOMPARE(second.failed, 5);
    QCOMPARE(second.of(ErrorKind::HttpStatus), 5);
}

void HostsTest::aHostIsLimitedWhileItRuns()
{
    add(addresses(m_a, "/delay/0.1?i=%1", 60) + addresses(m_b, "/delay/0.1?i=%1", 20));
    m_engine->start();
    QTRY_COMPARE(m_first->stats().peakInFlight, 5);
    QTRY_COMPARE(row(m_a).inFlight, 5);
    rule(m_a, 9, false);
    QTRY_COMPARE(m_first->stats().peakInFlight, 9);
    const auto limited = row(m_a);
    QCOMPARE(limited.limit, 9);
    QVERIFY(limited.ownLimit);
    QCOMPARE(row(m_b).limit, 5);
    rule(m_a, 2, false);
    QTRY_COMPARE(m_first->stats().inFlight, 2);
    QSignalSpy ended(m_engine.get(), &Engine::runFinished);
    QVERIFY(ended.wait(20'000));
    QCOMPARE(m_first->stats().peakInFlight, 9);
    QCOMPARE(m_second->stats().peakInFlight, 5);
    const auto said = marks();
    QVERIFY2(said.contains(m_a + QStringLiteral(": limit 5 → 9 (you)")), qPrintable(said));
    QVERIFY2(said.contains(m_a + QStringLiteral(": limit 9 → 2 (you)")), qPrintable(said));
}

void HostsTest::aPausedHostWaitsAndTheOtherGoesOn()
{
    rule(m_a, std::nullopt, true);
    add(addresses(m_a, "/json/%1", 600) + addresses(m_b, "/json/%1", 30)); // more than a window of the paused one
    m_engine->start();
    QTRY_COMPARE(m_second->stats().requests, 30);
    const auto paused = row(m_a);
    QVERIFY(paused.paused);
    QCOMPARE(paused.inFlight, 0);
    QVERIFY(paused.waiting > 0);
    QCOMPARE(m_first->stats().requests, 0);
    QCOMPARE(m_engine->runState(), RunState::Running);
    rule(m_a, std::nullopt, false);
    QSignalSpy ended(m_engine.get(), &Engine::runFinished);
    QVERIFY(ended.wait(20'000));
    QCOMPARE(m_first->stats().requests, 600);
    QVERIFY(marks().contains(m_a + QStringLiteral(": goes on (you)")));
}

void HostsTest::aDrainIsNotHeldUpByAPausedHost()
{
    add(addresses(m_a, "/delay/0.2?i=%1", 20) + addresses(m_b, "/json/%1", 20));
    m_engine->start();
    QTRY_VERIFY(m_first->stats().requests >= 5);
    rule(m_a, std::nullopt, true);
    QTRY_COMPARE(m_first->stats().inFlight, 0);
    const auto requests = m_first->stats().requests;
    QSignalSpy ended(m_engine.get(), &Engine::runFinished);
    m_engine->drain();
    QVERIFY(ended.wait());
    QCOMPARE(m_first->stats().requests, requests);
    QCOMPARE(m_engine->snapshot().counts.of(JobState::Queued), 20 - requests);
}

void HostsTest::rulesAreKeptWithTheProject()
{
    QTemporaryDir folder;
    const auto file = folder.filePath(QStringLiteral("hosts.sluice"));
    QVERIFY(m_engine->open(file));
    rule(QStringLiteral("https://example.org"), 2, true);
    const auto rules = m_engine->options().hostRules;
    m_engine->close();
    QVERIFY(m_engine->openExisting(file));
    QCOMPARE(m_engine->options().hostRules, rules);
    auto options = m_engine->options();
    options.hostRules.front().limit = 0;
    const auto refused = m_engine->setOptions(options, {});
    QVERIFY(refused.failed());
    QVERIFY(refused.error().message.contains(QStringLiteral("example.org")));
}

void HostsTest::nothingIsKnownWhileNothingRuns()
{
    QSignalSpy ready(m_engine.get(), &Engine::hostsReady);
    m_engine->requestHosts();
    QVERIFY(ready.wait());
    QVERIFY(ready[0][0].value<HostTable>().rows->empty());
}

void HostsTest::aPausedHostHasARowBeforeItWasAsked()
{
    rule(m_b, 3, true);
    add(addresses(m_a, "/delay/5?i=%1", 1));
    m_engine->start();
    QTRY_COMPARE(row(m_a).inFlight, 1);
    const auto b = row(m_b);
    QVERIFY(b.paused);
    QCOMPARE(b.limit, 3);
    QCOMPARE(b.attempts, 0);
    m_engine->stop();
}

void HostsTest::marksAreShort()
{
    ProjectOptions before;
    auto after = before;
    for (int i = 0; i < 5; ++i)
        setRule(&after.hostRules, {HostKey{QStringLiteral("https://h%1.example").arg(i)}, 2, i == 1});
    QCOMPARE(hostChanges(before, after).join(u'|'),
             QStringLiteral("h0.example: limit 6 → 2|h1.example: limit 6 → 2, paused|h2.example: limit 6 → 2|"
                            "limits of 2 more hosts"));
    QCOMPARE(hostChanges(after, after), QStringList());
    QCOMPARE(hostTitle(HostKey{QStringLiteral("file:")}), QStringLiteral("Local files"));
}

void HostsTest::manyRulesAtOnceAreAsOneByOne()
{
    const auto of = [](const char *name, std::optional<int> limit, bool paused) {
        return HostRule{HostKey{QString::fromLatin1(name)}, limit, paused};
    };
    HostRules before;
    for (const char *name : {"https://b", "https://d", "https://f", "https://h"})
        setRule(&before, of(name, 2, false));
    const std::vector<HostRule> changed{of("https://g", 7, false),           of("https://d", std::nullopt, false),
                                        of("https://a", std::nullopt, true), of("https://f", 3, true),
                                        of("https://g", 8, false),           of("https://z", std::nullopt, false)};
    auto oneByOne = before;
    for (const auto &rule : changed)
        setRule(&oneByOne, rule);
    auto atOnce = before;
    setRules(&atOnce, changed);
    QCOMPARE(atOnce, oneByOne);
    setRules(&atOnce, {});
    QCOMPARE(atOnce, oneByOne);
}

QTEST_GUILESS_MAIN(HostsTest)
#include "tst_hosts.moc"
