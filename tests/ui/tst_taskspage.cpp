// The page of tasks as a person uses it.
#include "core/safetext.h"
#include "tests/ui/cleansettings.h"
#include "tests/ui/taskspagefixture.h"
#include "ui/tasks/lintlist.h"
#include "ui/tasks/resourcespanel.h"
#include "ui/tasks/resourcetablemodel.h"
#include "ui/tasks/tasksempty.h"
#include "ui/tasks/tasksnapshotfile.h"
#include "ui/widgets/chiprow.h"
#include "ui/widgets/messagebar.h"
#include "ui/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;
using test::MadeUpRun;
using Page = test::TasksPageFixture;

class TestTasksPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOnlyWhileItIsSeen();
    void emptyPageTeaches();
    void frozenViewStays();
    void filterAndChips();
    void treeAndFlat();
    void findingSelectsItsTasks();
    void findingOfWhatHasEndedSaysSo();
    void nothingUnusualIsSaidCalmly();
    void totalsTellWhatIsNotListed();
    void cancelOfOneJobCanBeUndone();
    void cancelOfWhatHasEndedSaysSo();
    void anotherProjectBeginsAfresh();
    void partsOfTheRunCannotBeCancelled();
    void rowsAreCopied();
    void snapshotGoesToAFile();
    void resourcesSayWhoWaits();
    void withoutARunNothingIsTaken();
    void saysThatItShowsThePresent();
    void hostileTextIsShownPlain();
    void everyControlHasAName();

private:
    test::CleanSettings m_settings;
};

void TestTasksPage::readsOnlyWhileItIsSeen()
{
    Page page(5);
    QCOMPARE(page.reads, 1);
    page.page.sampled({}); // too soon
    page.settle();
    QCOMPARE(page.reads, 1);
    const auto again = [&page] {
        page.page.sampled({});
        page.settle();
        return page.reads.load();
    };
    QTRY_COMPARE_WITH_TIMEOUT(again(), 2, 5'000);
    page.page.hide();
    QTest::qWait(600); // it would be time
    QCOMPARE(again(), 2);
    page.page.show();
    QCOMPARE(again(), 3);
}

void TestTasksPage::emptyPageTeaches()
{
    Page page(0);
    page.run.snapshot = {};
    page.refresh();
    QVERIFY(page.page.findChild<TasksEmpty *>()->isVisible());
    QVERIFY(page.says(QStringLiteral("A task is one thing")));
    page.run = MadeUpRun(3);
    page.refresh();
    QVERIFY(!page.page.findChild<TasksEmpty *>()->isVisible());
    QVERIFY(page.page.tasks()->isVisible());
}

void TestTasksPage::frozenViewStays()
{
    Page page(20);
    page.refresh();
    page.button(QStringLiteral("Freeze"))->click();
    QVERIFY(page.says(QStringLiteral("Frozen at %1").arg(clockText(page.run.snapshot.at))));
    const auto shown = page.page.feed()->snapshot();
    page.run.goOn(10, 100);
    const int reads = page.reads;
    QTest::qWait(600); // it would be time
    page.page.sampled({});
    page.page.feed()->refresh();
    page.settle();
    QCOMPARE(page.reads, reads);
    QCOMPARE(page.page.feed()->snapshot(), shown);
    page.page.tasks()->findChild<QLineEdit *>()->setText(QStringLiteral("job 13"));
    QTRY_COMPARE(page.model()->rowCount(), 3); // can still be filtered
    page.page.setFrozen(false);
    QVERIFY(!page.says(QStringLiteral("Frozen")));
    page.settle();
    QVERIFY(page.reads > reads);
}

void TestTasksPage::filterAndChips()
{
    Page page(100);
    page.refresh();
    const auto all = page.model()->rowCount();
    QCOMPARE(all, 102);
    auto *chips = page.page.tasks()->findChild<ChipRow *>();
    chips->setChosen({int(TaskState::Running)});
    Q_EMIT chips->chosenChanged();
    page.settle();
    const auto running = std::ranges::count(page.run.snapshot.tasks, TaskState::Running, &TaskRow::state);
    QCOMPARE(page.model()->rowCount(), running + 2); // and what they are below
    QVERIFY(page.says(QStringLiteral("%1 match").arg(running)));
    auto *filter = page.page.tasks()->findChild<QLineEdit *>();
    filter->setText(QStringLiteral("nothing like it"));
    QTest::keyClick(filter, Qt::Key_Return);
    page.settle();
    QCOMPARE(page.model()->rowCount(), 0);
    QVERIFY(page.says(QStringLiteral("No task matches")));
}

void TestTasksPage::treeAndFlat()
{
    Page page(30);
    page.refresh();
    QCOMPARE(page.model()->line(5).depth, 2);
    page.button(QStringLiteral("Tree"))->click();
    page.settle();
    QVERIFY(!page.model()->isTree());
    QCOMPARE(page.model()->line(5).depth, 0);
    page.page.tasks()->view()->horizontalHeader()->setSortIndicator(int(TaskColumn::Age), Qt::DescendingOrder);
    page.settle();
    QCOMPARE(page.model()->idAt(0), quint64(1)); // the run itself is the oldest
}

void TestTasksPage::findingSelectsItsTasks()
{
    Page page(60);
    page.run.addLints();
    page.refresh();
    QVERIFY(page.says(QStringLiteral("412 ms in the step “jq”")));
    QVERIFY(page.says(QStringLiteral("Give the step computing threads")));
    page.page.tasks()->findChild<QLineEdit *>()->setText(QStringLiteral("host19"));
    QTRY_VERIFY(page.model()->rowCount() < 10);
    page.page.findChild<QTabBar *>()->setCurrentIndex(1);
    const auto buttons = page.page.lints()->findChildren<QPushButton *>();
    const auto show = std::ranges::find_if(
        buttons, [](const QPushButton *button) { return button->accessibleName() == u"Show 3 tasks"; });
    QVERIFY(show != buttons.end());
    (*show)->click();
    QTRY_COMPARE(page.page.tasks()->view()->selectedRows().size(), 3U);
    std::vector<quint64> ids;
    for (const int row : page.page.tasks()->view()->selectedRows())
        ids.push_back(page.model()->idAt(row));
    QCOMPARE(ids, (std::vector<quint64>{7, 20, 33}));
    QVERIFY(page.page.tasks()->isVisible());
    QVERIFY(page.page.tasks()->findChild<QLineEdit *>()->text().isEmpty());
    const auto sign = page.model()->index(page.rowOf(20), int(TaskColumn::Lints));
    QCOMPARE(sign.data().toString(), QStringLiteral("1"));
    QVERIFY(sign.data(Qt::ToolTipRole).toString().contains(QStringLiteral("host3.example")));
}

void TestTasksPage::findingOfWhatHasEndedSaysSo()
{
    Page page(10);
    page.run.snapshot.lints = {{QStringLiteral("slow-resume"), QStringLiteral("It was slow."), {}, {4711}}};
    page.refresh();
    page.button(QStringLiteral("Show"))->click();
    QTRY_VERIFY(page.page.messages()->text().contains(QStringLiteral("have ended")));
    QVERIFY(page.page.tasks()->view()->selectedRows().empty());
}

void TestTasksPage::nothingUnusualIsSaidCalmly()
{
    Page page(10);
    page.refresh();
    QVERIFY(page.says(QStringLiteral("Nothing unusual.")));
    page.run.addLints();
    page.refresh();
    QVERIFY(!page.says(QStringLiteral("Nothing unusual.")));
}

void TestTasksPage::totalsTellWhatIsNotListed()
{
    Page page(40);
    page.run.goOn(30, 20);
    page.run.snapshot.finished = 1'204'331;
    page.run.snapshot.dropped = 12;
    page.refresh();
    QVERIFY(
        page.says(QStringLiteral("Last 20 of %1 finished are kept; 12 dropped").arg(QLocale().toString(1'204'331))));
}

void TestTasksPage::cancelOfOneJobCanBeUndone()
{
    Page page(30);
    page.refresh();
    auto *cancel = page.button(QStringLiteral("Cancel"));
    QVERIFY(!cancel->isEnabled());
    page.select(14);
    QVERIFY(cancel->isEnabled());
    cancel->click();
    QCOMPARE(page.cancelled, std::vector<quint64>{14});
    QVERIFY(page.page.messages()->text().contains(QStringLiteral("job 12 is cancelled")));
    page.button(QStringLiteral("Queue it again"))->click();
    QCOMPARE(page.requeued, std::vector<qint64>{12});
    QVERIFY(page.page.messages()->text().contains(QStringLiteral("job 12 is queued again")));
}

void TestTasksPage::cancelOfWhatHasEndedSaysSo()
{
    Page page(30);
    page.refresh();
    page.alive = false;
    page.select(14);
    page.button(QStringLiteral("Cancel"))->click();
    QVERIFY(page.page.messages()->text().contains(QStringLiteral("job 12 had already ended")));
    QVERIFY(!page.button(QStringLiteral("Queue it again"))); // it would be fetched once more
}

void TestTasksPage::anotherProjectBeginsAfresh()
{
    Page page(30);
    page.refresh();
    page.select(14);
    page.button(QStringLiteral("Cancel"))->click();
    QVERIFY(page.page.messages()->isVisible());
    page.settle();
    auto *filter = page.page.tasks()->findChild<QLineEdit *>();
    filter->setText(QStringLiteral("job 1"));
    QTest::keyClick(filter, Qt::Key_Return);
    page.settle();
    page.page.setFrozen(true);
    page.run.snapshot = {};
    page.page.projectChanged();
    page.settle();
    QVERIFY(page.page.findChild<TasksEmpty *>()->isVisible());
    QCOMPARE(page.model()->rowCount(), 0);
    QVERIFY(!page.says(QStringLiteral("Frozen")));
    QVERIFY(!page.page.messages()->isVisible());
    QVERIFY(filter->text().isEmpty());
}

void TestTasksPage::partsOfTheRunCannotBeCancelled()
{
    Page page(60);
    page.refresh();
    const auto *cancel = page.button(QStringLiteral("Cancel"));
    page.select(2);
    QVERIFY(!cancel->isEnabled());
    page.select(42); // job 40 is cancelled already
    QVERIFY(!cancel->isEnabled());
    page.page.tasks()->view()->selectRows({4, 5});
    QVERIFY(!cancel->isEnabled());
}

void TestTasksPage::rowsAreCopied()
{
    Page page(10);
    page.refresh();
    page.select(5);
    QTest::keyClick(page.page.tasks()->view(), Qt::Key_C, Qt::ControlModifier);
    const auto lines = QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0].split(u'\t').size(), taskColumnCount);
    QCOMPARE(lines[1].split(u'\t')[2], QStringLiteral("job 3"));
}

void TestTasksPage::snapshotGoesToAFile()
{
    const QTemporaryDir folder;
    Page page(10);
    page.run.addLints();
    page.refresh();
    const auto json = folder.filePath(QStringLiteral("tasks.json"));
    page.page.saveTo(json);
    QTRY_VERIFY(page.page.messages()->text().contains(QStringLiteral("tasks.json")));
    QFile file(json);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto object = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(object[QStringLiteral("at")].toString(), QStringLiteral("2023-11-14T22:13:20.000Z"));
    const auto tasks = object[QStringLiteral("tasks")].toArray();
    QCOMPARE(tasks.size(), 12);
    const auto job = tasks[4].toObject();
    QCOMPARE(job[QStringLiteral("id")].toInt(), 5);
    QCOMPARE(job[QStringLiteral("name")].toString(), QStringLiteral("job 3"));
    QCOMPARE(job[QStringLiteral("age")].toDouble(), 0.093);
    QCOMPARE(job[QStringLiteral("waitingFor")].toString(), QStringLiteral("a free place"));
    QCOMPARE(object[QStringLiteral("resources")].toArray()[1].toObject()[QStringLiteral("waiters")].toInt(), 11);
    QCOMPARE(object[QStringLiteral("lints")].toArray()[1].toObject()[QStringLiteral("tasks")].toArray().size(), 3);

    page.page.saveTo(folder.filePath(QStringLiteral("tasks.txt")));
    QTRY_VERIFY(page.page.messages()->text().contains(QStringLiteral("tasks.txt")));
    QFile text(folder.filePath(QStringLiteral("tasks.txt")));
    QVERIFY(text.open(QIODevice::ReadOnly));
    const auto words = QString::fromUtf8(text.readAll());
    QVERIFY(words.contains(QStringLiteral("a free place")));
    QVERIFY(words.contains(QStringLiteral("Give the step computing threads")));

    page.page.saveTo(folder.filePath(QStringLiteral("no/such/folder/tasks.json")));
    QTRY_VERIFY(page.page.messages()->text().contains(QStringLiteral("was not saved")));
}

void TestTasksPage::resourcesSayWhoWaits()
{
    Page page(10);
    page.refresh();
    page.page.findChild<QTabBar *>()->setCurrentIndex(1);
    QVERIFY(page.page.resources()->isVisible());
    QVERIFY(!page.page.tasks()->isVisible());
    QCOMPARE(page.page.resources()->model()->rowCount(), 6);
    QVERIFY(page.says(QStringLiteral("The longest wait is for host3.example: 4 s, of 11 tasks.")));
}

/// What was published last stays in the engine; nobody holds it any more.
void TestTasksPage::withoutARunNothingIsTaken()
{
    Page page(10);
    page.page.findChild<QTabBar *>()->setCurrentIndex(1);
    Snapshot snapshot;
    snapshot.state = RunState::Idle;
    page.page.sampled(snapshot);
    page.refresh();
    QCOMPARE(page.page.resources()->model()->rowCount(), 0);
    QVERIFY(page.says(QStringLiteral("Nothing runs")));
    snapshot.state = RunState::Paused; // what is in flight holds its places
    page.page.sampled(snapshot);
    page.refresh();
    QCOMPARE(page.page.resources()->model()->rowCount(), 6);
    QVERIFY(!page.says(QStringLiteral("Nothing runs")));
}

/// The time bar may look back while this page cannot.
void TestTasksPage::saysThatItShowsThePresent()
{
    Page page(3);
    Snapshot snapshot;
    page.page.sampled(snapshot);
    QVERIFY(!page.says(QStringLiteral("Shows the present")));
    snapshot.asOf = page.run.snapshot.at;
    page.page.sampled(snapshot);
    QVERIFY(page.says(QStringLiteral("Shows the present, not %1").arg(clockText(page.run.snapshot.at))));
    snapshot.asOf.reset();
    page.page.sampled(snapshot);
    QVERIFY(!page.says(QStringLiteral("Shows the present")));
}

void TestTasksPage::hostileTextIsShownPlain()
{
    Page page(3);
    page.run.snapshot.tasks[2].host = QStringLiteral("<b>a</b>\u202Eevil\n");
    page.refresh();
    const auto cell = page.model()->index(2, int(TaskColumn::Host));
    QCOMPARE(cell.data().toString(), visibleText(page.run.snapshot.tasks[2].host));
    QVERIFY(!cell.data().toString().contains(QChar(0x202e)));
    QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(QStringLiteral("&lt;b&gt;")));
}

void TestTasksPage::everyControlHasAName()
{
    Page page(3);
    page.run.addLints();
    page.refresh();
    int controls = 0;
    for (const auto *widget : page.page.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(u"qt_"))
            continue;
        const auto *label = qobject_cast<const QAbstractButton *>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (label && !label->text().isEmpty()),
                 widget->metaObject()->className());
        ++controls;
    }
    QVERIFY(controls >= 12);
}

QTEST_MAIN(TestTasksPage)
#include "tst_taskspage.moc"
