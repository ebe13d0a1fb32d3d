// What a query may cost.
#include "processing/recipe.h"

#include <QSemaphore>
#include <QTest>

#include <ctime>
#include <thread>

using namespace sluice;

class XPathCostTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void costlyQueriesEnd_data();
    void costlyQueriesEnd();
    void tooLargeAnAnswerIsRefused();
    void cancelsACostlyQuery();
};

static std::shared_ptr<const Step> stepOf(const QVariantMap &parameters)
{
    Recipe recipe;
    recipe.steps.push_back({u"xpath"_qs, parameters});
    auto steps = instantiate(recipe);
    if (!steps)
        qFatal("%s", qPrintable(steps.error().message));
    return steps.value().front().step;
}

static std::shared_ptr<const Step> queryStep(const QString &query)
{
    return stepOf({{u"query"_qs, query}});
}

static QString failureOf(const Result<StepOutput> &output)
{
    return output.failed() ? output.error().message : u"no failure"_qs;
}

static Body pageOf(const QByteArray &data)
{
    return {data, {}, u"text/html; charset=utf-8"_qs};
}

static Body manyParagraphs()
{
    return pageOf("<body>" + QByteArray("<p>hello <a href=x>world</a>").repeated(20'000));
}

void XPathCostTest::costlyQueriesEnd_data()
{
    QTest::addColumn<QString>("query");
    QTest::newRow("operations") << u"count(//*[count(//*) > count(preceding::*)])"_qs;
    QTest::newRow("copied texts") << u"count(//*[contains(string(/), 'zzz')])"_qs; // 20 s without a bound
}

void XPathCostTest::costlyQueriesEnd()
{
    QFETCH(QString, query);
    const auto output = queryStep(query)->run({manyParagraphs()}, {}, {});
    QCOMPARE(failureOf(output), u"the query costs too much on this body; make it more specific"_qs);
}

void XPathCostTest::tooLargeAnAnswerIsRefused()
{
    const auto deep = QByteArray("<div>").repeated(200) + QByteArray(200'000, 'x'); // 200 times 200 kB
    const auto step = stepOf({{u"query"_qs, u"//div"_qs}, {u"all"_qs, true}});
    QCOMPARE(failureOf(step->run({pageOf(deep)}, {}, {})),
             u"the query yields more than 16 MiB; make it more specific"_qs);
    QVERIFY(queryStep(u"//div"_qs)->run({pageOf(deep)}, {}, {}));
}

static double processorSeconds(std::thread *thread)
{
    clockid_t clock{};
    timespec time{};
    if (pthread_getcpuclockid(thread->native_handle(), &clock) != 0 || clock_gettime(clock, &time) != 0)
        qFatal("the time of a thread cannot be told");
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

void XPathCostTest::cancelsACostlyQuery()
{
    CancelSource source;
    const auto step = queryStep(u"count(//*[contains(string(/), 'zzz')])"_qs);
    QSemaphore mayEnd;
    bool cancelled = false;
    std::thread worker([&] {
        cancelled = step->run({manyParagraphs()}, {}, source.token()).cancelled();
        mayEnd.acquire(); // its clock ends with it
    });
    // reading the page takes a few hundredths
    const bool isBusy = QTest::qWaitFor([&worker] { return processorSeconds(&worker) > 0.5; }, 30'000);
    const auto before = processorSeconds(&worker);
    source.cancel();
    mayEnd.release();
    const bool hasEnded = QTest::qWaitFor([&mayEnd] { return mayEnd.available() == 0; }, 30'000);
    worker.join();
    QVERIFY(isBusy && hasEnded);
    QVERIFY(before < 5); // or the bound has ended it
    QVERIFY(cancelled);
}

QTEST_GUILESS_MAIN(XPathCostTest)
#include "tst_xpathcost.moc"
