// A project with 100,000 jobs in the real window: it must stay smooth.
#include "engine/engine.h"
#include "engine/jobbrowser.h"
#include "engine/listimport.h"
#include "engine/snapshot.h"
#include "tests/ui/cleansettings.h"
#include "tests/ui/stallwatch.h"
#include "ui/jobs/jobspanel.h"
#include "ui/jobs/jobtablefeed.h"
#include "ui/jobs/jobtablemodel.h"
#include "ui/jobs/jobtableview.h"
#include "ui/jobs/selectionkeeper.h"
#include "ui/jobs/statechips.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <QDeadlineTimer>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace sluice;

class TestJobTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void watchSeesAStall();
    void scrollFilterSortSmoothly();
    void theTableComesBackToThePresent();
    void selectionAndViewAreRemembered();

private:
    test::CleanSettings m_settings;
    QString m_project;
};

namespace {

constexpr int jobs = 100'000;
constexpr int cancelled = 1 + 10 + 100 + 1'000; // whose number begins with 77
constexpr double longestStallMs = 100;

QString list()
{
    QString text;
    text.reserve(jobs * 48);
    for (int i = 1; i <= jobs; ++i)
        text += QStringLiteral("http://host%1.example/item/%2\n").arg(i % 50).arg(i);
    return text;
}

void report(const char *act, test::StallWatch &watch, double *longest)
{
    QTest::qWait(50); // what the act left to be done
    const double stall = watch.takeLongestMs();
    *longest = std::max(*longest, stall);
    qInfo("%-28s longest stall %6.1f ms", act, stall);
}

} // namespace

void TestJobTable::initTestCase()
{
    m_project = m_settings.filePath(QStringLiteral("large.sluice"));
    Engine engine;
    QVERIFY(engine.open(m_project));
    ListImport import(engine.store());
    bool done = false;
    connect(&import, &ListImport::finished, this, [&](const Result<ImportReport> &report) {
        QVERIFY(report);
        QCOMPARE(report.value().good, jobs);
        done = true;
    });
    import.import({ImportSource::Kind::Text, list()}, {});
    QTRY_VERIFY_WITH_TIMEOUT(done, 60'000);
    JobFilter filter;
    filter.text = QStringLiteral("/item/77");
    const auto count = engine.cancelJobs(filter);
    QVERIFY(count);
    QCOMPARE(count.value(), cancelled);
}

void TestJobTable::watchSeesAStall()
{
    test::StallWatch watch;
    QTest::qWait(50);
    QVERIFY(watch.takeLongestMs() < 40);
    QTimer::singleShot(0, this, [] {
        const QDeadlineTimer busy(60);
        while (!busy.hasExpired()) {
        }
    });
    QTest::qWait(150);
    const double stall = watch.takeLongestMs();
    QVERIFY2(stall > 30, qPrintable(QString::number(stall))); // less what others had of the processor
    QVERIFY(stall < 120);
}

void TestJobTable::scrollFilterSortSmoothly()
{
    Theme theme;
    Engine engine;
    MainWindow window(&engine, &theme);
    window.resize(1280, 800);
    window.show();
    window.open(m_project, {});
    auto *view = window.jobs()->table();
    const auto *model = window.jobs()->model();
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), jobs, 20'000);
    QTest::qWait(300);

    const auto loaded = [&] {
        const int row = view->rowAt(view->viewport()->height() / 2);
        return row >= 0 && model->rowAt(row) != nullptr;
    };
    QTRY_VERIFY(loaded());
    double longest = 0;
    test::StallWatch watch;
    QTest::qWait(500);
    report("at rest", watch, &longest);

    auto *bar = view->verticalScrollBar();
    for (int i = 0; i < 150; ++i) {
        bar->setValue(bar->maximum() / 150 * i + i * 37);
        QTest::qWait(5);
    }
    bar->setValue(bar->maximum());
    QTRY_VERIFY(loaded());
    QCOMPARE(model->idAt(view->rowAt(view->viewport()->height() - 30)) > JobId(jobs - 5), true);
    report("scrolling", watch, &longest);

    // The shared act of a click and a wait: filters and orders are worked out off this thread.
    auto *search = window.jobs()->findChild<QLineEdit *>();
    search->setText(QStringLiteral("/item/77"));
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), cancelled, 20'000);
    QTRY_VERIFY(loaded());
    report("filter by text", watch, &longest);
    search->clear();
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), jobs, 20'000);
    report("filter off", watch, &longest);

    auto *chips = window.jobs()->findChild<StateChips *>();
    chips->setStates({JobState::Cancelled});
    Q_EMIT chips->statesChanged();
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), cancelled, 20'000);
    report("filter by state", watch, &longest);
    chips->setStates({});
    Q_EMIT chips->statesChanged();
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), jobs, 20'000);

    view->selectRow(4);
    for (const auto order : {Qt::DescendingOrder, Qt::AscendingOrder}) {
        view->horizontalHeader()->setSortIndicator(3, order); // by address
        const auto first = order == Qt::DescendingOrder ? QStringLiteral("http://host9.example/item/99959")
                                                        : QStringLiteral("http://host0.example/item/100");
        const auto shown = [&] {
            return model->rowAt(0) ? model->rowAt(0)->url : QString();
        };
        view->scrollToTop();
        QTRY_COMPARE_WITH_TIMEOUT(shown(), first, 20'000);
    }
    report("sort by address", watch, &longest);
    view->selectAll();
    report("select all", watch, &longest);
    QCOMPARE(view->keeper()->selectedCount(), jobs);
    view->horizontalHeader()->setSortIndicator(0, Qt::DescendingOrder);
    QTRY_COMPARE_WITH_TIMEOUT(model->idAt(0), JobId(jobs), 20'000);
    QVERIFY(view->keeper()->everythingSelected());
    report("sort with all selected", watch, &longest);

    QVERIFY2(longest < longestStallMs, qPrintable(QStringLiteral("%1 ms").arg(longest)));
}

/// Back before the answer about the past has come: the next question does not wait for its rest.
void TestJobTable::theTableComesBackToThePresent()
{
    JobBrowser browser(m_project);
    JobTableModel model;
    JobTableFeed feed(&model, &browser);
    Snapshot present;
    present.counts.byState[static_cast<size_t>(JobState::Queued)] = jobs;
    present.revision = 1;
    feed.sampled(present);
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), jobs, 20'000);
    QTest::qWait(1'500); // rested
    auto past = present;
    past.asOf = WallTime(std::chrono::hours(1));
    feed.sampled(past);
    feed.sampled(present);
    const QSignalSpy answers(&browser, &JobBrowser::idsReady);
    QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 2, 20'000);
    QCOMPARE(model.rowCount(), jobs);
}

void TestJobTable::selectionAndViewAreRemembered()
{
    Theme theme;
    {
        Engine engine;
        MainWindow window(&engine, &theme);
        window.show();
        window.open(m_project, {});
        window.jobs()->findChild<QLineEdit *>()->setText(QStringLiteral("/item/12345"));
        QTRY_COMPARE_WITH_TIMEOUT(window.jobs()->shownCount(), 1, 20'000);
        window.close();
    }
    Engine engine;
    MainWindow window(&engine, &theme);
    window.show();
    window.open(m_project, {});
    QCOMPARE(window.jobs()->findChild<QLineEdit *>()->text(), QStringLiteral("/item/12345"));
    QTRY_COMPARE_WITH_TIMEOUT(window.jobs()->shownCount(), 1, 20'000);
}

QTEST_MAIN(TestJobTable)
#include "tst_jobtable.moc"
