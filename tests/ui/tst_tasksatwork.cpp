// The page of tasks over a real run, and over as many tasks as there can be.
#include "engine/engine.h"
#include "engine/listimport.h"
#include "practice/practiceserver.h"
#include "tests/ui/cleansettings.h"
#include "tests/ui/stallwatch.h"
#include "tests/ui/taskspagefixture.h"
#include "ui/tasks/enginetasks.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>

using namespace sluice;
using Page = test::TasksPageFixture;

class TestTasksAtWork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jobOfARealRunIsCancelledAndQueuedAgain();
    void whatSucceededIsNotQueuedAgain();
    void tenThousandTasksStaySmooth();

private:
    test::CleanSettings m_settings;
};

namespace {

constexpr int many = 10'000;
constexpr double longestStallMs = 32; ///< twice what a picture may take; half of what is seen is the test's own waiting

} // namespace

void TestTasksAtWork::jobOfARealRunIsCancelledAndQueuedAgain()
{
    PracticeServer server;
    const auto base = server.start();
    QVERIFY(base);
    Engine engine;
    QVERIFY(engine.open({}));
    ListImport import(engine.store());
    bool imported = false;
    connect(&import, &ListImport::finished, this, [&imported] { imported = true; });
    QString list;
    for (int i = 0; i < 4; ++i)
        list += base.value().toString() + QStringLiteral("/hang?%1\n").arg(i);
    import.import({ImportSource::Kind::Text, list}, {});
    QTRY_VERIFY(imported);

    TasksPage page(tasksOf(&engine));
    page.show();
    engine.start();
    const auto *model = page.tasks()->model();
    const auto rowOfJob = [&] {
        page.feed()->refresh();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->taskAt(row).cancellable && !model->taskAt(row).waitingFor.isEmpty())
                return row;
        }
        return -1;
    };
    QTRY_VERIFY(rowOfJob() >= 0);
    QTRY_VERIFY(!page.feed()->isUnderWay());
    page.setFrozen(true); // else the row may move before it is picked
    const int row = rowOfJob();
    QVERIFY(!model->taskAt(row).host.isEmpty());
    page.tasks()->view()->selectRows({row});
    const auto buttons = page.findChildren<QPushButton *>();
    const auto press = [&buttons](const QString &text) {
        for (auto *button : buttons) {
            if (button->isVisible() && QString(button->text()).remove(u'&') == text) {
                button->click();
                return true;
            }
        }
        return false;
    };
    QVERIFY(press(QStringLiteral("Cancel task")));
    QTRY_COMPARE(engine.snapshot().counts.of(JobState::Cancelled), 1);
    const auto queueAgain = [&press] {
        return press(QStringLiteral("Queue it again"));
    };
    QVERIFY(QTest::qWaitFor(queueAgain)); // offered once the task has answered
    QTRY_COMPARE(engine.snapshot().counts.of(JobState::Cancelled), 0);
    QCOMPARE(engine.snapshot().counts.total(), 4);
    QVERIFY(engine.tasks().finished > 0);
    engine.close(); // while it runs
    QCOMPARE(engine.tasks().finished, 0);
    QVERIFY(engine.tasks().tasks.empty());
}

void TestTasksAtWork::whatSucceededIsNotQueuedAgain()
{
    PracticeServer server;
    const auto base = server.start();
    QVERIFY(base);
    Engine engine;
    QVERIFY(engine.open({}));
    ListImport import(engine.store());
    QSignalSpy imported(&import, &ListImport::finished);
    import.import({ImportSource::Kind::Text, base.value().toString() + QStringLiteral("/json/1")}, {});
    QVERIFY(imported.wait());
    QSignalSpy ended(&engine, &Engine::runFinished);
    engine.start();
    QVERIFY(ended.wait());
    QCOMPARE(engine.snapshot().counts.of(JobState::Succeeded), 1);
    const auto source = tasksOf(&engine);
    std::optional<bool> cancelled;
    std::optional<bool> queued;
    source.cancel(engine.tasks().tasks.back().id, this, [&](bool done) { cancelled = done; });
    source.requeue(1, this, [&](bool done) { queued = done; });
    QTRY_COMPARE(cancelled, std::optional(false));
    QTRY_COMPARE(queued, std::optional(false));
    QCOMPARE(engine.snapshot().counts.of(JobState::Succeeded), 1);
}

void TestTasksAtWork::tenThousandTasksStaySmooth()
{
    const Theme theme;
    Page page(many);
    page.run.goOn(300, 10'000);
    page.refresh();
    auto *view = page.page.tasks()->view();
    QTest::qWait(300);
    double longest = 0;
    test::StallWatch watch;
    const auto report = [&](const char *act) {
        page.settle();
        QTest::qWait(30);
        const double stall = watch.takeLongestMs();
        longest = std::max(longest, stall);
        qInfo("%-28s longest stall %6.1f ms", act, stall);
    };
    QTest::qWait(300);
    report("at rest");
    double churn = 0;
    for (int round = 0; round < 12; ++round) {
        page.settle();
        page.run.goOn(250, 10'000);
        QTest::qWait(15);
        watch.takeLongestMs(); // to go on is the run's affair
        page.refresh();
        QTest::qWait(15);
        churn = std::max(churn, watch.takeLongestMs());
    }
    longest = std::max(longest, churn);
    qInfo("%-28s longest stall %6.1f ms", "refresh with churn", churn);
    view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum() / 2);
    report("scroll");
    for (const auto column : {TaskColumn::WaitingFor, TaskColumn::Name, TaskColumn::Host, TaskColumn::Busy}) {
        view->horizontalHeader()->setSortIndicator(int(column), Qt::DescendingOrder);
        report("sort");
    }
    page.button(QStringLiteral("Tree"))->click();
    report("flat");
    view->selectAll();
    report("select all");
    page.refresh();
    report("refresh with all selected");
    page.page.tasks()->findChild<QLineEdit *>()->setText(QStringLiteral("host1"));
    QTest::qWait(200);
    report("filter");
    page.page.tasks()->findChild<QLineEdit *>()->clear();
    QTest::qWait(200);
    report("filter off");
    QVERIFY2(longest < longestStallMs, qPrintable(QStringLiteral("%1 ms").arg(longest)));
}

QTEST_MAIN(TestTasksAtWork)
#include "tst_tasksatwork.moc"
