// Failures in groups: what is in which, and that a group as a filter finds the same jobs.
#include "storefixture.h"

#include <SQLiteCpp/Database.h>

#include <QTest>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;

class FailuresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void groupsBySignature();
    void groupsByHost();
    void aGroupIsAFilter();
    void showsTheTrend();
    void marksWhatIsIgnored();
    void staysBounded();
    void survivesForeignClasses();
    void hostsAreNamedOrLeftOut();
    void noPhaseIsOfFailuresOnly();
    void noFailuresNoGroups();

private:
    struct Ending
    {
        ErrorKind kind;
        std::optional<WaitReason> phase;
        QString message;
        int status = 0;
        Duration at{};
    };
    void fail(const QStringList &urls, const Ending &ending);
    FailureBoard board(const FailureQuery &query = {}) const { return m_project->reader()->failures(query).value(); }
    qint64 countOf(const JobFilter &filter) const
    {
        return qint64(m_project->reader()->ids(filter, {}).value().size());
    }

    std::unique_ptr<StoreFixture> m_project;
};

void FailuresTest::init()
{
    m_project = std::make_unique<StoreFixture>();
    QCOMPARE(m_project->open(), QString());
}

/// Imports them, claims them and lets them end so.
void FailuresTest::fail(const QStringList &urls, const Ending &ending)
{
    m_project->import(urls);
    const auto claim = m_project->claim(int(urls.size()));
    QCOMPARE(claim.jobs.size(), size_t(urls.size()));
    for (const auto &job : claim.jobs) {
        auto record = ended(job, JobState::Failed);
        record.startedAt += ending.at;
        record.status = ending.status;
        record.error =
            Error{ending.kind, QString(ending.message).replace(QStringLiteral("%1"), QString::number(number(job.id)))};
        record.phase = ending.phase;
        m_project->record(record);
    }
    QVERIFY(m_project->flush());
}

static FailureKey keyOf(ErrorKind kind, std::optional<WaitReason> phase, const char *pattern)
{
    return {kind, phase, {}, QString::fromUtf8(pattern)};
}

void FailuresTest::groupsBySignature()
{
    fail(pages(QStringLiteral("a.example"), 4),
         {ErrorKind::Protocol, WaitReason::Body, QStringLiteral("a.example closed (%1 of 9000 bytes)")});
    fail(pages(QStringLiteral("b.example"), 3),
         {ErrorKind::Protocol, WaitReason::Body, QStringLiteral("b.example closed (1%1 of 70 bytes)")});
    fail(pages(QStringLiteral("b.example"), 2),
         {ErrorKind::Protocol, WaitReason::FirstByte, QStringLiteral("b.example closed (1 of 70 bytes)")});
    fail(pages(QStringLiteral("a.example"), 1),
         {ErrorKind::HttpStatus, WaitReason::FirstByte, QStringLiteral("The server answered 404 Not Found."), 404});
    fail(pages(QStringLiteral("a.example"), 1),
         {ErrorKind::HttpStatus, WaitReason::FirstByte, QStringLiteral("The server answered 410 Gone."), 410});
    fail(pages(QStringLiteral("a.example"), 1), {ErrorKind::Step, {}, QStringLiteral("hash: no")});

    const auto found = board();
    QCOMPARE(found.failures, 12);
    QCOMPARE(found.other, 0);
    QCOMPARE(found.clusters.size(), 5u);
    const auto &largest = found.clusters.front();
    QCOMPARE(largest.key, keyOf(ErrorKind::Protocol, WaitReason::Body, "… closed (N of N bytes)"));
    QCOMPARE(largest.count, 7);
    QCOMPARE(largest.hosts, 2);
    QCOMPARE(largest.top.size(), 2u);
    QCOMPARE(largest.top.front().name, QStringLiteral("http://a.example"));
    QCOMPARE(largest.top.front().count, 4);
    QCOMPARE(largest.examples.size(), 3u);
    QCOMPARE(largest.examples.front().job, JobId(1));
    QCOMPARE(largest.examples.front().url, QStringLiteral("http://a.example/1"));
    QCOMPARE(largest.examples.front().error, QStringLiteral("a.example closed (1 of 9000 bytes)"));
    QCOMPARE(found.clusters[1].key, keyOf(ErrorKind::Protocol, WaitReason::FirstByte, "… closed (N of N bytes)"));
    QCOMPARE(found.clusters[2].key,
             keyOf(ErrorKind::HttpStatus, WaitReason::FirstByte, "The server answered 404 Not Found."));
    QCOMPARE(found.clusters[4].key, keyOf(ErrorKind::Step, {}, "hash: no"));
}

void FailuresTest::groupsByHost()
{
    fail(pages(QStringLiteral("a.example"), 3),
         {ErrorKind::Dns, WaitReason::Dns, QStringLiteral("a.example has none")});
    fail(pages(QStringLiteral("b.example"), 2),
         {ErrorKind::Dns, WaitReason::Dns, QStringLiteral("b.example has none")});
    QCOMPARE(board().clusters.size(), 1u);
    const auto found = board({.byHost = true});
    QCOMPARE(found.clusters.size(), 2u);
    QCOMPARE(found.clusters[0].key.host, QStringLiteral("http://a.example"));
    QCOMPARE(found.clusters[0].count, 3);
    QCOMPARE(found.clusters[1].key.host, QStringLiteral("http://b.example"));
    QCOMPARE(found.clusters[1].hosts, 1);
}

void FailuresTest::aGroupIsAFilter()
{
    groupsBySignature();
    for (const bool byHost : {false, true}) {
        for (const auto &cluster : board({.byHost = byHost}).clusters) {
            JobFilter filter;
            filter.states = {JobState::Failed};
            filter.errorKind = cluster.key.kind;
            filter.phase.emplace(cluster.key.phase);
            filter.hosts = cluster.key.host.isEmpty() ? QStringList() : QStringList{cluster.key.host};
            filter.errorPattern = cluster.key.pattern;
            QCOMPARE(countOf(filter), cluster.count);
        }
    }
}

void FailuresTest::showsTheTrend()
{
    fail(pages(QStringLiteral("a.example"), 5), {ErrorKind::Dns, {}, QStringLiteral("none"), 0, 0s});
    fail(pages(QStringLiteral("a.example"), 1), {ErrorKind::Dns, {}, QStringLiteral("none"), 0, 55s});
    fail(pages(QStringLiteral("a.example"), 2), {ErrorKind::Tls, {}, QStringLiteral("bad"), 0, 100s});
    const auto found = board();
    QCOMPARE(found.from, someday + 20ms);
    QCOMPARE(found.to, someday + 100s + 20ms);
    const std::array<qint64, trendSlices> first{5, 0, 0, 0, 0, 1, 0, 0, 0, 0};
    const std::array<qint64, trendSlices> second{0, 0, 0, 0, 0, 0, 0, 0, 0, 2};
    QCOMPARE(found.clusters[0].trend, first);
    QCOMPARE(found.clusters[0].firstSeen, found.from);
    QCOMPARE(found.clusters[0].lastSeen, someday + 55s + 20ms);
    QCOMPARE(found.clusters[1].trend, second);
}

void FailuresTest::marksWhatIsIgnored()
{
    fail(pages(QStringLiteral("a.example"), 3), {ErrorKind::Dns, {}, QStringLiteral("none")});
    fail(pages(QStringLiteral("b.example"), 2), {ErrorKind::Dns, {}, QStringLiteral("none")});
    auto key = keyOf(ErrorKind::Dns, {}, "none");
    key.host = QStringLiteral("http://b.example");
    const auto found = board({.ignored = {key}});
    QCOMPARE(found.clusters.size(), 2u);
    QCOMPARE(found.clusters[0].count, 3);
    QVERIFY(!found.clusters[0].ignored);
    QCOMPARE(found.clusters[1].count, 2);
    QVERIFY(found.clusters[1].ignored);
    QCOMPARE(found.ignored, 2);
    key.host.clear();
    QCOMPARE(board({.ignored = {key}}).ignored, 5);
}

void FailuresTest::staysBounded()
{
    QStringList urls;
    for (int i = 0; i < 400; ++i)
        urls.append(QStringLiteral("http://host%1.example/").arg(i));
    fail(urls, {ErrorKind::Dns, {}, QStringLiteral("none")});
    fail(pages(QStringLiteral("late.example"), 30), {ErrorKind::Dns, {}, QStringLiteral("none")});
    const auto found = board({.byHost = true, .most = 10});
    QCOMPARE(found.failures, 430);
    QCOMPARE(found.clusters.size(), 10u);
    QCOMPARE(found.clusters.front().key.host, QStringLiteral("http://late.example"));
    QCOMPARE(found.clusters.front().count, 30); // large ones survive, whenever they come
    qint64 shown = 0;
    for (const auto &cluster : found.clusters)
        shown += cluster.count;
    QCOMPARE(shown + found.other, 430);
    QCOMPARE(board({.byHost = true, .ignored = {keyOf(ErrorKind::Dns, {}, "none")}, .most = 10}).ignored, 430);
}

void FailuresTest::survivesForeignClasses()
{
    fail(pages(QStringLiteral("a.example"), 3), {ErrorKind::Dns, {}, QStringLiteral("none")});
    m_project->close();
    {
        SQLite::Database later(m_project->path().toStdString(), SQLite::OPEN_READWRITE);
        later.exec("UPDATE jobs SET error_kind = 'quota' WHERE id = 2");
    }
    const auto found = board();
    QCOMPARE(found.failures, 3);
    QCOMPARE(found.other, 1);
    QCOMPARE(found.clusters.front().count, 2);
}

void FailuresTest::hostsAreNamedOrLeftOut()
{
    for (const auto *host : {"a.example", "b.example", "c.example"})
        fail(pages(QString::fromLatin1(host), 2), {ErrorKind::Dns, {}, QStringLiteral("none")});
    const auto of = [this](const QStringList &hosts, const QStringList &notHosts) {
        JobFilter filter;
        filter.states = {JobState::Failed};
        filter.hosts = hosts;
        filter.notHosts = notHosts;
        return countOf(filter);
    };
    const auto a = QStringLiteral("http://a.example");
    const auto c = QStringLiteral("http://c.example");
    const auto unknown = QStringLiteral("http://nobody.example");
    QCOMPARE(of({a}, {}), 2);
    QCOMPARE(of({a, c, unknown}, {}), 4);
    QCOMPARE(of({unknown}, {}), 0);
    QCOMPARE(of({}, {a}), 4);
    QCOMPARE(of({}, {a, c}), 2);
    QCOMPARE(of({}, {unknown}), 6);
    QCOMPARE(of({a, c}, {c}), 2);
}

void FailuresTest::noPhaseIsOfFailuresOnly()
{
    fail(pages(QStringLiteral("a.example"), 2), {ErrorKind::Step, {}, QStringLiteral("none")});
    fail(pages(QStringLiteral("a.example"), 3), {ErrorKind::Dns, WaitReason::Dns, QStringLiteral("none")});
    m_project->import(pages(QStringLiteral("b.example"), 5));
    m_project->end(m_project->claim(1).jobs.front(), JobState::Succeeded);
    QVERIFY(m_project->flush());
    JobFilter filter;
    filter.phase.emplace(std::nullopt);
    QCOMPARE(countOf(filter), 2);
    filter.asOf = someday + std::chrono::years(50); // the lists had been read by then
    QCOMPARE(countOf(filter), 2);
}

void FailuresTest::noFailuresNoGroups()
{
    m_project->import(pages(QStringLiteral("a.example"), 3));
    const auto found = board();
    QCOMPARE(found.failures, 0);
    QVERIFY(found.clusters.empty());
}

QTEST_GUILESS_MAIN(FailuresTest)
#include "tst_failures.moc"
