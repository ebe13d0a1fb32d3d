// Which jobs a claim gives out, and what leases keep.
#include "storefixture.h"

#include <QtTest>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;
using Ids = std::vector<qint64>;

class ClaimsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void takesHostsInTurn();
    void fillsUpFromTheHostThatHasMore();
    void servesEveryHostBeforeAnyAgain();
    void skipsHosts();
    void limitsTheShareOfAHost();
    void givesNoJobOutTwice();
    void releasedJobsComeBack();
    void retriesWhenDueAndFirst();
    void retryOfASkippedHostWaits();
    void aCrowdOfSkippedRetriesHidesNothing();
    void unfinishedImportIsNotSeen();
    void givesWhatSchedulersNeed();
    void keepsLeasesThroughReopening();

private:
    std::unique_ptr<StoreFixture> m_project;
};

void ClaimsTest::init()
{
    m_project = std::make_unique<StoreFixture>();
    QCOMPARE(m_project->open(), QString());
}

void ClaimsTest::takesHostsInTurn()
{
    m_project->import(pages(QStringLiteral("a"), 5) + pages(QStringLiteral("b"), 5) + pages(QStringLiteral("c"), 5));
    QCOMPARE(numbers(m_project->claim(6).jobs), (Ids{1, 2, 6, 7, 11, 12}));
    QCOMPARE(numbers(m_project->claim(2).jobs), (Ids{3, 8}));
    QCOMPARE(numbers(m_project->claim(2).jobs), (Ids{13, 4}));
}

void ClaimsTest::fillsUpFromTheHostThatHasMore()
{
    m_project->import(pages(QStringLiteral("a"), 1) + pages(QStringLiteral("b"), 9));
    const auto claim = m_project->claim(8);
    QCOMPARE(claim.jobs.size(), size_t(8));
    QVERIFY(!claim.exhausted);
    const auto rest = m_project->claim(8);
    QCOMPARE(numbers(rest.jobs), (Ids{9, 10}));
    QVERIFY(rest.exhausted);
}

void ClaimsTest::servesEveryHostBeforeAnyAgain()
{
    QStringList urls;
    for (int host = 0; host < 30; ++host)
        urls += pages(QStringLiteral("h%1").arg(host), 3);
    m_project->import(urls);
    for (int round = 0; round < 3; ++round) {
        QSet<QString> hosts;
        for (int part = 0; part < 3; ++part) {
            for (const auto &job : m_project->claim(10).jobs)
                hosts.insert(job.host.name);
        }
        QCOMPARE(hosts.size(), 30);
    }
    QVERIFY(m_project->claim(1).exhausted);
}

void ClaimsTest::skipsHosts()
{
    m_project->import(pages(QStringLiteral("a"), 2) + pages(QStringLiteral("b"), 2));
    const HostKey a{QStringLiteral("http://a")};
    const HostKey unknown{QStringLiteral("http://unknown")};
    const auto claim = m_project->claim(4, {}, {a, unknown});
    QCOMPARE(numbers(claim.jobs), (Ids{3, 4}));
    QVERIFY(claim.exhausted);
    QCOMPARE(numbers(m_project->claim(4).jobs), (Ids{1, 2}));
}

void ClaimsTest::limitsTheShareOfAHost()
{
    m_project->import(pages(QStringLiteral("a"), 6) + pages(QStringLiteral("b"), 2));
    auto request = atMost(9);
    request.perHost = 3;
    const auto first = m_project->claim(request);
    QCOMPARE(first.jobs.size(), size_t(5));
    QVERIFY(!first.exhausted); // a has more
    for (const auto &job : first.jobs)
        m_project->end(job, JobState::Retrying);
    request.now += 1h;
    const auto due = m_project->claim(request);
    QCOMPARE(due.jobs.size(), size_t(5)); // 3 of a and 2 of b are due: a has its share
    QVERIFY(!due.exhausted);
    QCOMPARE(numbers(m_project->claim(request).jobs), (Ids{4, 5, 6}));
    QVERIFY(m_project->claim(request).exhausted);
}

void ClaimsTest::givesNoJobOutTwice()
{
    m_project->import(pages(QStringLiteral("a"), 3));
    const auto first = m_project->claim(2);
    QCOMPARE(numbers(first.jobs), (Ids{1, 2}));
    m_project->store().markRunning(JobId(1), someday);
    QVERIFY(m_project->flush());
    QCOMPARE(numbers(m_project->claim(3).jobs), (Ids{3}));
    m_project->end(first.jobs[0], JobState::Failed);
    QVERIFY(m_project->claim(3).jobs.empty());
}

void ClaimsTest::releasedJobsComeBack()
{
    m_project->import(pages(QStringLiteral("a"), 3));
    const auto first = m_project->claim(3);
    m_project->store().markRunning(JobId(2), someday);
    QVERIFY(m_project->flush());
    QCOMPARE(m_project->row(2).state, JobState::Running);
    m_project->store().release(JobId(2));
    m_project->store().release(JobId(1));
    QCOMPARE(numbers(m_project->claim(3).jobs), (Ids{1, 2}));
    QVERIFY(m_project->flush());
    const auto row = m_project->row(2);
    QCOMPARE(row.state, JobState::Queued);
    QCOMPARE(row.attempts, 0);
    QVERIFY(!row.startedAt);
}

void ClaimsTest::retriesWhenDueAndFirst()
{
    m_project->import(pages(QStringLiteral("a"), 2) + pages(QStringLiteral("b"), 2));
    const auto first = m_project->claim(2);
    QCOMPARE(numbers(first.jobs), (Ids{1, 3}));
    m_project->end(first.jobs[0], JobState::Retrying); // due at 10 s
    auto later = ended(first.jobs[1], JobState::Retrying);
    later.dueAt = someday + 20s;
    m_project->record(later);

    const auto early = m_project->claim(1, 9s);
    QCOMPARE(numbers(early.jobs), (Ids{2}));
    QCOMPARE(early.nextDue, std::optional(someday + 10s));
    const auto due = m_project->claim(2, 10s);
    QCOMPARE(numbers(due.jobs), (Ids{1, 4}));
    QCOMPARE(due.jobs[0].attempts, 1);
    QCOMPARE(due.jobs[0].lastAttempt, 1);
    QCOMPARE(due.nextDue, std::optional(someday + 20s));
    const auto none = m_project->claim(2, 10s);
    QVERIFY(none.jobs.empty());
    QVERIFY(!none.exhausted); // something will be due
    const auto last = m_project->claim(2, 30s);
    QCOMPARE(numbers(last.jobs), (Ids{3}));
    QVERIFY(last.exhausted);
}

void ClaimsTest::retryOfASkippedHostWaits()
{
    m_project->import(pages(QStringLiteral("a"), 1));
    m_project->end(m_project->claim(1).jobs[0], JobState::Retrying);
    QVERIFY(m_project->claim(1, 11s, {{QStringLiteral("http://a")}}).jobs.empty());
    QCOMPARE(numbers(m_project->claim(1, 11s).jobs), (Ids{1}));
}

void ClaimsTest::aCrowdOfSkippedRetriesHidesNothing()
{
    constexpr int crowd = 5000;
    m_project->import(pages(QStringLiteral("busy"), crowd) + pages(QStringLiteral("free"), 1));
    const auto all = m_project->claim(crowd + 1);
    QCOMPARE(all.jobs.size(), size_t(crowd + 1));
    for (const auto &job : all.jobs)
        m_project->end(job, JobState::Retrying);
    const auto claim = m_project->claim(10, 11s, {{QStringLiteral("http://busy")}});
    QCOMPARE(numbers(claim.jobs), (Ids{crowd + 1}));
    QCOMPARE(m_project->claim(crowd, 11s).jobs.size(), size_t(crowd));
}

void ClaimsTest::unfinishedImportIsNotSeen()
{
    m_project->import(pages(QStringLiteral("a"), 2));
    auto &store = m_project->store();
    QVERIFY(store.beginImport(QStringLiteral("second")));
    QVERIFY(store.addJobs({{QUrl(QStringLiteral("http://a/3")), {}}, {QUrl(QStringLiteral("http://b/1")), {}}}));
    QCOMPARE(numbers(m_project->claim(9).jobs), (Ids{1, 2}));
    QCOMPARE(store.counts().total(), 2);
    QVERIFY(store.finishImport({}));
    QCOMPARE(store.counts().of(JobState::Queued), 4);
    QCOMPARE(numbers(m_project->claim(9).jobs), (Ids{4, 3})); // it is b's turn
}

void ClaimsTest::givesWhatSchedulersNeed()
{
    m_project->import(
        {QStringLiteral("https://example.org:8443/a%20b?x=1"), QStringLiteral("file:///tmp/picture.jpg")});
    const auto claim = m_project->claim(2);
    QCOMPARE(claim.jobs[0].url, QUrl(QStringLiteral("https://example.org:8443/a%20b?x=1")));
    QCOMPARE(claim.jobs[0].host, HostKey::of(claim.jobs[0].url));
    QCOMPARE(claim.jobs[1].url.toLocalFile(), QStringLiteral("/tmp/picture.jpg"));
    QVERIFY(claim.jobs[1].host.isLocal());
}

void ClaimsTest::keepsLeasesThroughReopening()
{
    m_project->import(pages(QStringLiteral("a"), 3));
    const auto claim = m_project->claim(2);
    m_project->store().markRunning(claim.jobs[0].id, someday);
    m_project->end(claim.jobs[1], JobState::Succeeded);
    m_project->reopen(); // leases end with the process that had them
    QCOMPARE(m_project->store().counts().of(JobState::Running), 0);
    QCOMPARE(numbers(m_project->claim(3).jobs), (Ids{1, 3}));
}

QTEST_GUILESS_MAIN(ClaimsTest)
#include "tst_claims.moc"
