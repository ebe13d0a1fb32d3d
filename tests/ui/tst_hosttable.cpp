// The table of hosts: words, order, selection, and twenty thousand of them.
#include "tests/ui/stallwatch.h"
#include "ui/hosts/hosttablemodel.h"
#include "ui/hosts/hosttableview.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

namespace {

const WallTime now{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

HostRow rowOf(const QString &name, int inFlight, qint64 failed = 0)
{
    HostRow row;
    row.host.name = QStringLiteral("https://") + name;
    row.inFlight = inFlight;
    row.limit = 6;
    row.failed = failed;
    row.attempts = 10;
    row.errors[static_cast<size_t>(ErrorKind::HttpStatus)] = failed;
    return row;
}

QStringList namesOf(const HostList &list)
{
    QStringList names;
    for (const auto &row : list.rows)
        names.append(row.host.name.mid(8));
    return names;
}

std::shared_ptr<const HostList> listOf(std::vector<HostRow> rows, const HostOrder &order = {})
{
    return std::make_shared<const HostList>(arrange(std::move(rows), 0, {}, order, now));
}

std::vector<HostRow> manyRows(int count, int spin)
{
    std::vector<HostRow> rows;
    for (int i = 0; i < count; ++i)
        rows.push_back(rowOf(QStringLiteral("host%1.example").arg(i), (i * 31 + spin * 17) % 7, i % 3));
    return rows;
}

} // namespace

class HostTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ordersAndSearches();
    void saysWhatAHostIsAt();
    void theModelKeepsItsPromises();
    void theSelectionBelongsToTheHosts();
    void allThatIsSelectedIsSummedUp();
    void twentyThousandHostsStaySmooth();
};

void HostTableTest::ordersAndSearches()
{
    const std::vector rows{rowOf(QStringLiteral("b"), 1, 5), rowOf(QStringLiteral("c"), 3, 0),
                           rowOf(QStringLiteral("a"), 1, 0)};
    const auto named = [&](const HostOrder &order, const QString &search = {}) {
        return namesOf(arrange(rows, 0, search, order, now)).join(u' ');
    };
    QCOMPARE(named({HostColumn::InFlight, true}), QStringLiteral("c a b"));
    QCOMPARE(named({HostColumn::InFlight, false}), QStringLiteral("a b c"));
    QCOMPARE(named({HostColumn::Host, false}), QStringLiteral("a b c"));
    QCOMPARE(named({HostColumn::Host, true}), QStringLiteral("c b a"));
    QCOMPARE(named({HostColumn::Failed, true}), QStringLiteral("b a c"));
    QCOMPARE(named({HostColumn::Host, false}, QStringLiteral("//B")), QStringLiteral("b"));
    const auto none = arrange(rows, 7, QStringLiteral("nowhere"), {}, now);
    QVERIFY(none.rows.empty());
    QCOMPARE(none.known, 3);
    QCOMPARE(none.dropped, 7);
}

void HostTableTest::saysWhatAHostIsAt()
{
    auto row = rowOf(QStringLiteral("example.org"), 3, 1'234);
    row.errors[static_cast<size_t>(ErrorKind::Dns)] = 2;
    row.coolingUntil = now + 11'500ms;
    QCOMPARE(hostText(row, HostColumn::Host, now), QStringLiteral("example.org"));
    QCOMPARE(hostText(row, HostColumn::State, now), QStringLiteral("cooling, 12 s left"));
    QCOMPARE(hostText(row, HostColumn::InFlight, now), QStringLiteral("3 / 6"));
    QCOMPARE(hostText(row, HostColumn::Errors, now),
             QStringLiteral("HTTP status %1, Host has no address 2").arg(QLocale().toString(1'234)));
    QCOMPARE(hostText(row, HostColumn::FirstByteP50, now), QStringLiteral("—"));
    QCOMPARE(hostSpokenText(row, HostColumn::InFlight), QStringLiteral("3 in flight of at most 6"));
    QCOMPARE(hostStateOf(row, now + 12s), HostState::Active);
    row.paused = true;
    QCOMPARE(hostStateOf(row, now), HostState::Paused);
    row.host.name = QStringLiteral("https://ex\u202Eample.org\n");
    QVERIFY(!hostText(row, HostColumn::Host, now).contains(QChar(0x202E)));
    QVERIFY(!hostTip(row, HostColumn::Host).contains(u'\n'));
}

void HostTableTest::theModelKeepsItsPromises()
{
    HostTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setList(listOf(manyRows(20, 0)));
    QCOMPARE(reset.size(), 1);
    auto again = model.list();
    again.rows[3].bytes = 5;
    model.setList(std::make_shared<const HostList>(again));
    QCOMPARE(reset.size(), 1);
    QCOMPARE(changed.size(), 1);
    model.setList(listOf(manyRows(30, 4)));
    model.setList(listOf({}));
    QCOMPARE(model.rowCount(), 0);
    model.setList(listOf(manyRows(3, 1)));
    QCOMPARE(reset.size(), 4);
    for (int column = 0; column < model.columnCount(); ++column) {
        QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
    }
}

void HostTableTest::theSelectionBelongsToTheHosts()
{
    HostTableModel model;
    HostTableView view(&model);
    view.resize(600, 200);
    view.show();
    model.setList(listOf(manyRows(200, 0)));
    view.selectRow(20);
    const auto name = model.rowAt(20).host;
    view.verticalScrollBar()->setValue(300);
    model.setList(listOf(manyRows(200, 3)));
    QCOMPARE(view.selectedRows().size(), size_t(1));
    QCOMPARE(view.selectedRows().front().host, name);
    QCOMPARE(model.rowAt(view.currentIndex().row()).host, name);
    QCOMPARE(view.verticalScrollBar()->value(), 300);
    model.setList(listOf(manyRows(200, 3), {HostColumn::Host, false}));
    QCOMPARE(view.selectedRows().front().host, name);
    model.setList(listOf({})); // for a moment nothing is known
    model.setList(listOf(manyRows(200, 3)));
    QCOMPARE(view.selectedRows().front().host, name);
    view.selectAll();
    model.setList(listOf(manyRows(200, 1)));
    QCOMPARE(view.selectedRows().size(), size_t(200));
}

void HostTableTest::allThatIsSelectedIsSummedUp()
{
    HostTableModel model;
    HostTableView view(&model);
    auto rows = manyRows(5, 0);
    for (auto &row : rows)
        row.paused = row.host.name != rows[0].host.name;
    model.setList(listOf(rows, {HostColumn::Host, false}));
    QCOMPARE(view.selection().count, 0);
    view.selectAll();
    QCOMPARE(view.selection().count, 5);
    QVERIFY(!view.selection().allPaused && !view.selection().allLocal && view.selection().anyFailed);
    view.selectRow(1);
    QCOMPARE(view.selection().count, 1);
    QVERIFY(view.selection().allPaused);
}

void HostTableTest::twentyThousandHostsStaySmooth()
{
    std::vector<std::shared_ptr<const HostList>> lists;
    QElapsedTimer timer;
    timer.start();
    for (int spin = 0; spin < 6; ++spin)
        lists.push_back(listOf(manyRows(20'000, spin)));
    qInfo("making and arranging 20,000 rows: %.1f ms, on another thread",
          static_cast<double>(timer.nsecsElapsed()) / 6e6);
    HostTableModel model;
    HostTableView view(&model);
    view.resize(1200, 700);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    model.setList(lists[0]);
    view.selectRow(7);
    QTest::qWait(100);
    test::StallWatch watch;
    double longest = 0;
    for (int round = 0; round < 20; ++round) {
        model.setList(lists[static_cast<size_t>(round % 6)]);
        QTest::qWait(20);
        longest = std::max(longest, watch.takeLongestMs());
    }
    view.selectAll();
    QSignalSpy chosen(&view, &HostTableView::selectedHostsChanged);
    model.setList(lists[3]);
    QTest::qWait(100);
    double all = 0;
    watch.takeLongestMs();
    for (int round = 0; round < 20; ++round) {
        model.setList(lists[static_cast<size_t>(round % 6)]);
        QCOMPARE(view.selection().count, 20'000);
        QTest::qWait(20);
        all = std::max(all, watch.takeLongestMs());
    }
    QVERIFY(chosen.isEmpty()); // nobody chose anything
    qInfo("the same with all of them selected: longest stall %.1f ms", all);
    longest = std::max(longest, all);
    qInfo("20,000 rows in a new order and drawn: longest stall %.1f ms", longest);
    QVERIFY2(longest < 50, qPrintable(QString::number(longest))); // unoptimised, and others use the machine
}

QTEST_MAIN(HostTableTest)
#include "tst_hosttable.moc"
