// The tables of tasks and resources under constant change.
#include "tests/ui/taskfixture.h"
#include "ui/tasks/resourcetablemodel.h"
#include "ui/tasks/tasktablemodel.h"
#include "ui/tasks/tasktableview.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace sluice;
using test::MadeUpRun;

class TestTaskTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void planLeadsFromOneOrderToTheOther();
    void treeHasEachBelowItsParent();
    void closedBranchesHideTheirRows();
    void flatIsSorted();
    void thoseThatHaveEndedComeLast();
    void filterWantsEveryWord();
    void filterInATreeKeepsWhatIsAbove();
    void orphansAndCirclesAreRoots();
    void modelHoldsUnderChurn();
    void selectionFollowsTheTasks();
    void onlyVisibleRowsAreSaidToChange();
    void resourcesHoldUnderChurn();
    void viewStaysWhereItIs();
    void currentRowThatEndsLeavesItsPlace();
    void keysWalkTheTree();
};

namespace {

int rowOf(const TaskTableModel &model, quint64 id)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.idAt(row) == id)
            return row;
    }
    return -1;
}

/// What the feed does, on this thread.
struct Table
{
    void show(const TaskSnapshot &snapshot)
    {
        arrangement = arrangeTasks(std::make_shared<const TaskSnapshot>(snapshot), query, arrangement.ids,
                                   arrangement.resourceKeys);
        model.show(arrangement);
        resources.show(arrangement);
    }

    QStringList names() const
    {
        QStringList result;
        for (int row = 0; row < model.rowCount(); ++row)
            result.append(model.taskAt(row).name);
        return result;
    }

    TaskQuery query;
    TaskArrangement arrangement;
    TaskTableModel model;
    ResourceTableModel resources;
};

TaskQuery queryOf(int round)
{
    TaskQuery query;
    query.tree = round % 3 != 0;
    query.sortBy = static_cast<TaskColumn>(round * 7 % taskColumnCount);
    query.descending = round % 2 == 0;
    if (round % 5 == 0)
        query.closed.insert(2);
    if (round % 4 == 1)
        query.text = QStringLiteral("host1");
    if (round % 6 == 2)
        query.states = {TaskState::Done, TaskState::Running};
    query.sortResourcesBy = static_cast<ResourceColumn>(round % resourceColumnCount);
    return query;
}

} // namespace

void TestTaskTable::planLeadsFromOneOrderToTheOther()
{
    const std::vector<int> former{1, 2, 3, 4, 5, 6};
    const std::vector<int> wanted{6, 9, 2, 4, 8};
    const auto plan = planRows(former, wanted);
    QCOMPARE(plan.before, (std::vector{1, 3, 5, 0, 2, 4})); // 2 4 6 stay; 1 3 5 go
    QCOMPARE(plan.kept, 3);
    QCOMPARE(plan.after, (std::vector{2, 3, 0, 1, 4})); // of 2 4 6 9 8
    QVERIFY(plan.movesBefore && plan.movesAfter);

    const auto none = planRows(former, former);
    QCOMPARE(none.kept, 6);
    QVERIFY(!none.movesBefore && !none.movesAfter);
    QCOMPARE(planRows(std::vector{7, 7}, std::vector{7, 7, 7}).after.size(), 3U);
}

void TestTaskTable::treeHasEachBelowItsParent()
{
    Table table;
    table.show(MadeUpRun(3).snapshot);
    QCOMPARE(table.names(), (QStringList{QStringLiteral("run"), QStringLiteral("scheduler"), QStringLiteral("job 1"),
                                         QStringLiteral("job 2"), QStringLiteral("job 3")}));
    QCOMPARE(table.model.line(0).depth, 0);
    QCOMPARE(table.model.line(2).depth, 2);
    QVERIFY(table.model.line(1).hasChildren && table.model.line(1).isOpen);
    QCOMPARE(table.model.parentRow(4), 1);
    table.query.sortBy = TaskColumn::Id;
    table.query.descending = true;
    table.show(MadeUpRun(3).snapshot);
    QCOMPARE(table.names(), (QStringList{QStringLiteral("run"), QStringLiteral("scheduler"), QStringLiteral("job 3"),
                                         QStringLiteral("job 2"), QStringLiteral("job 1")}));
}

void TestTaskTable::closedBranchesHideTheirRows()
{
    Table table;
    table.query.closed = {2};
    table.show(MadeUpRun(30).snapshot);
    QCOMPARE(table.names(), (QStringList{QStringLiteral("run"), QStringLiteral("scheduler")}));
    QVERIFY(!table.model.line(1).isOpen);
    QCOMPARE(table.arrangement.matches, 32);
    MadeUpRun later(30);
    later.goOn(10, 100);
    table.show(later.snapshot);
    QCOMPARE(table.model.rowCount(), 2); // stays closed
}

void TestTaskTable::flatIsSorted()
{
    Table table;
    table.query.tree = false;
    table.query.sortBy = TaskColumn::Name;
    table.show(MadeUpRun(12).snapshot);
    QCOMPARE(table.names().mid(8, 4), (QStringList{QStringLiteral("job 9"), QStringLiteral("job 10"),
                                                   QStringLiteral("job 11"), QStringLiteral("job 12")}));
    table.query.sortBy = TaskColumn::WaitingFor;
    table.query.descending = true;
    table.show(MadeUpRun(500).snapshot);
    for (int row = 1; row < table.model.rowCount(); ++row)
        QVERIFY(table.model.taskAt(row - 1).waiting >= table.model.taskAt(row).waiting);
}

void TestTaskTable::thoseThatHaveEndedComeLast()
{
    MadeUpRun run(60);
    run.goOn(20, 100);
    for (const bool tree : {false, true}) {
        for (const bool descending : {false, true}) {
            Table table;
            table.query.tree = tree;
            table.query.descending = descending;
            table.show(run.snapshot);
            for (int row = 0; row < table.model.rowCount(); ++row)
                QCOMPARE(table.model.taskAt(row).state == TaskState::Done, row >= table.model.rowCount() - 20);
        }
    }
}

void TestTaskTable::filterWantsEveryWord()
{
    Table table;
    table.query.tree = false;
    table.query.text = QStringLiteral("HOST3. first");
    table.show(MadeUpRun(400).snapshot);
    QVERIFY(table.model.rowCount() > 2);
    for (int row = 0; row < table.model.rowCount(); ++row) {
        QCOMPARE(table.model.taskAt(row).host, QStringLiteral("host3.example"));
        QVERIFY(table.model.taskAt(row).stage.contains(QStringLiteral("first byte")));
    }
    table.query.text = QStringLiteral("scheduler");
    table.show(MadeUpRun(400).snapshot);
    QCOMPARE(table.names(), QStringList{QStringLiteral("scheduler")});
    table.query.text = taskStateWord(TaskState::Ready);
    table.query.states = {TaskState::Waiting};
    table.show(MadeUpRun(400).snapshot);
    QCOMPARE(table.model.rowCount(), 0);
}

void TestTaskTable::filterInATreeKeepsWhatIsAbove()
{
    Table table;
    table.query.text = QStringLiteral("job 17");
    table.show(MadeUpRun(20).snapshot);
    QCOMPARE(table.names(),
             (QStringList{QStringLiteral("run"), QStringLiteral("scheduler"), QStringLiteral("job 17")}));
    QVERIFY(table.model.line(0).isContext && table.model.line(1).isContext);
    QVERIFY(!table.model.line(2).isContext);
    QCOMPARE(table.arrangement.matches, 1);
}

void TestTaskTable::orphansAndCirclesAreRoots()
{
    TaskSnapshot snapshot;
    snapshot.tasks.resize(3);
    for (size_t i = 0; i < 3; ++i)
        snapshot.tasks[i].id = i + 5;
    snapshot.tasks[0].parent = 6; // younger than its child
    snapshot.tasks[1].parent = 5;
    snapshot.tasks[2].parent = 4; // long gone
    Table table;
    table.show(snapshot);
    QCOMPARE(table.model.rowCount(), 3);
    QCOMPARE(table.model.line(0).depth, 0);
    QCOMPARE(table.model.line(1).depth, 1);
    QCOMPARE(table.model.line(2).depth, 0);
}

void TestTaskTable::modelHoldsUnderChurn()
{
    Table table;
    const QAbstractItemModelTester tester(&table.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    MadeUpRun run(300);
    for (int round = 0; round < 60; ++round) {
        table.query = queryOf(round);
        table.show(run.snapshot);
        QCOMPARE(table.model.rowCount(), int(table.arrangement.ids.size()));
        for (int row = 0; row < table.model.rowCount(); ++row)
            QCOMPARE(table.model.idAt(row), table.arrangement.ids[size_t(row)]);
        run.goOn(round % 40, 80);
    }
    table.show({});
    QCOMPARE(table.model.rowCount(), 0);
}

void TestTaskTable::selectionFollowsTheTasks()
{
    Table table;
    MadeUpRun run(200);
    table.show(run.snapshot);
    QItemSelectionModel selection(&table.model);
    const auto rows = QItemSelectionModel::Select | QItemSelectionModel::Rows;
    for (const quint64 id : {quint64(3 * 20), quint64(3 * 21), quint64(3 * 50)}) // these never end
        selection.select(table.model.index(rowOf(table.model, id), 0), rows);
    selection.setCurrentIndex(table.model.index(rowOf(table.model, 63), 2), QItemSelectionModel::NoUpdate);
    for (int round = 1; round < 25; ++round) {
        table.query = queryOf(round);
        table.query.closed.clear();
        table.query.text.clear();
        table.query.states.clear();
        run.goOn(20, 50);
        table.show(run.snapshot);
        QSet<quint64> selected;
        for (const auto &index : selection.selectedRows())
            selected.insert(table.model.idAt(index.row()));
        QCOMPARE(selected, (QSet<quint64>{60, 63, 150}));
        QCOMPARE(table.model.idAt(selection.currentIndex().row()), quint64(63));
    }
}

void TestTaskTable::onlyVisibleRowsAreSaidToChange()
{
    Table table;
    MadeUpRun run(500);
    table.show(run.snapshot);
    table.model.setVisibleRows(100, 130);
    const QSignalSpy changed(&table.model, &QAbstractItemModel::dataChanged);
    const QSignalSpy moved(&table.model, &QAbstractItemModel::layoutChanged);
    run.goOn(0, 10);
    table.show(run.snapshot);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 100);
    QCOMPARE(changed[0][1].toModelIndex().row(), 130);
    QCOMPARE(moved.count(), 0); // the same rows in the same order
}

void TestTaskTable::resourcesHoldUnderChurn()
{
    Table table;
    const QAbstractItemModelTester tester(&table.resources, QAbstractItemModelTester::FailureReportingMode::QtTest);
    MadeUpRun run(5);
    const auto all = run.snapshot.resources;
    for (int round = 0; round < 40; ++round) {
        table.query = queryOf(round);
        run.snapshot.resources.assign(all.begin() + round % 3, all.end() - round % 4);
        for (auto &resource : run.snapshot.resources)
            resource.held = (round * 13) % 64;
        table.show(run.snapshot);
        QCOMPARE(table.resources.rowCount(), int(run.snapshot.resources.size()));
    }
    table.query = {};
    run.snapshot.resources = all;
    table.show(run.snapshot);
    const auto text = [&](int row, ResourceColumn column) {
        return table.resources.index(row, int(column)).data().toString();
    };
    QCOMPARE(text(0, ResourceColumn::Held), QStringLiteral("64 taken"));
    QCOMPARE(text(0, ResourceColumn::Share), QStringLiteral("100 %"));
    QCOMPARE(text(0, ResourceColumn::Waiters), QStringLiteral("31"));
    QCOMPARE(text(3, ResourceColumn::Limit), QStringLiteral("400/s"));
    QCOMPARE(text(5, ResourceColumn::Share), QString()); // no limit, no share
    QVERIFY(table.resources.index(0, 0).data(ResourceTableModel::ExhaustedRole).toBool());
    QVERIFY(!table.resources.index(4, 0).data(ResourceTableModel::ExhaustedRole).toBool());
}

void TestTaskTable::viewStaysWhereItIs()
{
    Table table;
    MadeUpRun run(400);
    TaskTableView view(&table.model);
    view.resize(900, 400);
    view.show();
    table.show(run.snapshot);
    view.verticalScrollBar()->setValue(5'003);
    const auto topId = [&] {
        return table.model.idAt(view.rowAt(30)); // the second row in view
    };
    for (int round = 0; round < 12; ++round) {
        const int row = view.rowAt(30);
        const auto id = topId();
        const int place = view.rowViewportPosition(row);
        table.query.tree = round % 2 == 0;
        run.goOn(5, 60);
        const bool stays = std::ranges::any_of(
            run.snapshot.tasks, [id](const TaskRow &task) { return task.id == id && task.state != TaskState::Done; });
        table.show(run.snapshot);
        QVERIFY(view.verticalScrollBar()->value() > 0);
        if (stays) {
            QCOMPARE(topId(), id);
            QCOMPARE(view.rowViewportPosition(view.rowAt(30)), place);
        }
    }
    view.verticalScrollBar()->setValue(0);
    table.query.descending = true; // new ones come in at the top
    run.goOn(20, 60);
    table.show(run.snapshot);
    QCOMPARE(view.verticalScrollBar()->value(), 0);
}

void TestTaskTable::currentRowThatEndsLeavesItsPlace()
{
    Table table;
    MadeUpRun run(100);
    table.query.tree = false;
    TaskTableView view(&table.model);
    view.resize(900, 400);
    view.show();
    table.show(run.snapshot);
    view.selectRows({8});
    const auto id = table.model.idAt(8);
    std::erase_if(run.snapshot.tasks, [id](const TaskRow &task) { return task.id == id; });
    table.show(run.snapshot);
    QVERIFY(view.selectedRows().empty());
    QCOMPARE(view.currentIndex().row(), 8); // not at the end of the table
}

void TestTaskTable::keysWalkTheTree()
{
    Table table;
    const MadeUpRun run(10);
    TaskTableView view(&table.model);
    view.show();
    table.show(run.snapshot);
    connect(&view, &TaskTableView::branchToggled, this, [&](quint64 id, bool open) {
        if (open)
            table.query.closed.remove(id);
        else
            table.query.closed.insert(id);
        table.show(run.snapshot);
    });
    view.selectRows({5});
    QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(view.currentIndex().row(), 1); // to the scheduler
    QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(table.model.rowCount(), 2);
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(table.model.rowCount(), 12);
    QCOMPARE(view.currentIndex().row(), 1);
    const auto name = table.model.index(1, int(TaskColumn::Name));
    QVERIFY(name.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("level 2, open")));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(name).topLeft() + QPoint(28, 12));
    QCOMPARE(table.model.rowCount(), 2);
}

QTEST_MAIN(TestTaskTable)
#include "tst_tasktable.moc"
