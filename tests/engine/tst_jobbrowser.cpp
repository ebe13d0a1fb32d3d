#include "engine/engine.h"
#include "engine/jobbrowser.h"
#include "engine/listimport.h"
#include "store/projectstore.h"

#include <QSignalSpy>
#include <QTest>

using namespace sluice;

class JobBrowserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answersPages();
    void dropsLateAnswers();
    void tellsDetailAndColumns();
    void tellsRunsAndTheirSeconds();
    void rowsDoNotWaitForHosts();
    void reportsWhatCannotBeRead();
    void canGoWhileAsked();

private:
    static constexpr int jobs = 50000;
    Engine m_engine;
};

void JobBrowserTest::initTestCase()
{
    QVERIFY(m_engine.open(QString()));
    QString lines = QStringLiteral("url,colour\n");
    for (int i = 0; i < jobs; ++i)
        lines += QStringLiteral("http://a.example/%1,red\n").arg(i);
    ListImport import(m_engine.store());
    QSignalSpy finished(&import, &ListImport::finished);
    import.import({ImportSource::Kind::Text, lines}, {});
    QVERIFY(finished.wait(20000));
    QCOMPARE(m_engine.snapshot().counts.total(), jobs);
}

void JobBrowserTest::answersPages()
{
    JobBrowser browser(m_engine.projectPath());
    QSignalSpy rows(&browser, &JobBrowser::rowsReady);
    browser.requestRows(1, {JobId(3), JobId(1)});
    browser.requestRows(2, {JobId(7)});
    QTRY_COMPARE(rows.size(), 2);
    QCOMPARE(rows[0][0].toInt(), 1);
    const auto first = rows[0][1].value<std::vector<JobRow>>();
    QCOMPARE(first.size(), size_t(2));
    QCOMPARE(first[0].id, JobId(3));
    QCOMPARE(first[1].url, QStringLiteral("http://a.example/0"));
    QCOMPARE(rows[1][0].toInt(), 2);
}

void JobBrowserTest::dropsLateAnswers()
{
    JobBrowser browser(m_engine.projectPath());
    QSignalSpy ids(&browser, &JobBrowser::idsReady);
    JobFilter filter;
    for (int digit = 0; digit < 20; ++digit) {
        filter.text = QStringLiteral("/%1").arg(digit);
        browser.requestIds(filter, {SortKey::Url, true});
    }
    filter.text = QStringLiteral("/49999");
    browser.requestIds(filter, {});
    QTRY_COMPARE(ids.size(), 1);
    QCOMPARE(ids[0][0].value<std::vector<JobId>>(), std::vector{JobId(jobs)});
    QTest::qWait(50); // none of the others comes after all
    QCOMPARE(ids.size(), 1);
}

void JobBrowserTest::tellsDetailAndColumns()
{
    JobBrowser browser(m_engine.projectPath());
    QSignalSpy details(&browser, &JobBrowser::detailReady);
    QSignalSpy columns(&browser, &JobBrowser::columnsReady);
    browser.requestDetail(JobId(5));
    browser.requestColumns();
    QTRY_COMPARE(details.size(), 1);
    QCOMPARE(details[0][0].value<JobDetail>().row.url, QStringLiteral("http://a.example/4"));
    QTRY_COMPARE(columns.size(), 1);
    QCOMPARE(columns[0][0].toStringList(), QStringList{QStringLiteral("colour")});
}

void JobBrowserTest::tellsRunsAndTheirSeconds()
{
    RunRecord record;
    record.started = WallTime(std::chrono::seconds(1'000));
    const auto run = m_engine.store()->beginRun(record);
    SeriesPoint point;
    point.run = run;
    point.second = record.started;
    m_engine.store()->appendSeries(point);
    QVERIFY(m_engine.requeue({})); // blocks until a commit has it all
    JobBrowser browser(m_engine.projectPath());
    QSignalSpy runs(&browser, &JobBrowser::runsReady);
    QSignalSpy series(&browser, &JobBrowser::seriesReady);
    QSignalSpy counts(&browser, &JobBrowser::countsReady);
    browser.requestRuns();
    browser.requestSeries(run);
    const auto now = std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
    browser.requestCounts(now - std::chrono::hours(1)); // never delivered: another is asked for
    browser.requestCounts(now);
    QTRY_COMPARE(runs.size(), 1);
    QCOMPARE(runs[0][0].value<std::vector<RunRecord>>().back().id, run);
    QTRY_COMPARE(series.size(), 1);
    QCOMPARE(series[0][0].toLongLong(), run);
    QCOMPARE(series[0][1].value<std::vector<SeriesPoint>>(), std::vector{point});
    QTRY_COMPARE(counts.size(), 1);
    QCOMPARE(counts[0][1].value<StateCounts>().of(JobState::Queued), jobs);
}

/// Hosts take a look at every job, rows at one: whichever is asked first, rows can be there first.
void JobBrowserTest::rowsDoNotWaitForHosts()
{
    JobBrowser browser(m_engine.projectPath());
    QStringList order;
    connect(&browser, &JobBrowser::rowsReady, this, [&order] { order.append(QStringLiteral("rows")); });
    connect(&browser, &JobBrowser::hostsReady, this, [&order] { order.append(QStringLiteral("hosts")); });
    for (int attempt = 0; attempt < 50 && order.value(0) != u"rows"; ++attempt) { // a busy machine may be slow once
        order.clear();
        browser.requestHosts({});
        browser.requestRows(1, {JobId(1)});
        QTRY_COMPARE(order.size(), 2);
    }
    QCOMPARE(order.value(0), QStringLiteral("rows"));
}

void JobBrowserTest::reportsWhatCannotBeRead()
{
    JobBrowser browser(QStringLiteral("/nowhere/nothing.sluice"));
    QSignalSpy failed(&browser, &JobBrowser::readFailed);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].toString().contains(QStringLiteral("nothing.sluice")));
}

void JobBrowserTest::canGoWhileAsked()
{
    for (int i = 0; i < 20; ++i) {
        JobBrowser browser(m_engine.projectPath());
        JobFilter filter;
        filter.text = QStringLiteral("nothing like it");
        browser.requestIds(filter, {SortKey::Url, false});
        browser.requestRows(1, {JobId(1)});
    }
}

QTEST_GUILESS_MAIN(JobBrowserTest)
#include "tst_jobbrowser.moc"
