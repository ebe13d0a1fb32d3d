// The columns of a table in a person's hands: moved, widened, hidden, remembered.
#include "ui/widgets/columnsbutton.h"
#include "ui/widgets/tablecolumns.h"
#include "ui/widgets/tablesetup.h"

#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

using namespace sluice;

namespace {

using Sections = std::vector<int>;

struct Table
{
    Table()
    {
        model.setHorizontalHeaderLabels({QStringLiteral("Host"), QStringLiteral("Rate"), QStringLiteral("R&D"),
                                         QStringLiteral("Most time"), QStringLiteral("HTTP")});
        setUpTable(&view, &model);
        columns = new TableColumns(&view,
                                   {{QStringLiteral("host"), 20, true},
                                    {QStringLiteral("rate"), 10, true},
                                    {QStringLiteral("rd"), 10, false},
                                    {QStringLiteral("most"), 12, true},
                                    {QStringLiteral("http"), 10, false}},
                                   1, Qt::DescendingOrder);
        columns->offerIn(&button);
        view.resize(900, 300);
        view.show();
    }

    QHeaderView *header() const { return view.horizontalHeader(); }
    void tick(int section) { button.menu()->actions().at(section)->trigger(); }

    QStandardItemModel model{2, 5};
    QTableView view;
    ColumnsButton button;
    TableColumns *columns;
};

} // namespace

class TableColumnsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithTheUsualOnes();
    void everythingIsRemembered();
    void theUnreadableIsAsAtFirst_data();
    void theUnreadableIsAsAtFirst();
    void anotherProjectIsNotThisOne();
    void theLastTakesWhatIsLeft();
    void aNumberDoesNotTakeTheRoom();
    void theListShowsAndHides();
    void onlyAPersonsWidthIsKept();
};

void TableColumnsTest::beginsWithTheUsualOnes()
{
    const Table table;
    QCOMPARE(table.columns->shown(), Sections({0, 1, 3}));
    QCOMPARE(table.header()->sortIndicatorSection(), 1);
    QCOMPARE(table.header()->sortIndicatorOrder(), Qt::DescendingOrder);
    QVERIFY(table.header()->sectionSize(0) > table.header()->sectionSize(1));
}

void TableColumnsTest::everythingIsRemembered()
{
    Table before;
    const QSignalSpy changed(before.columns, &TableColumns::memoryChanged);
    before.tick(4);
    QCOMPARE(changed.count(), 1);
    before.header()->moveSection(before.header()->visualIndex(3), 0);
    QCOMPARE(changed.count(), 2);
    before.header()->resizeSection(0, 333);
    QCOMPARE(changed.count(), 3);
    before.header()->setSortIndicator(3, Qt::AscendingOrder);
    QCOMPARE(changed.count(), 4);
    QCOMPARE(before.columns->shown(), Sections({3, 0, 1, 4}));

    Table after;
    QSignalSpy sorted(after.header(), &QHeaderView::sortIndicatorChanged);
    after.columns->recall(before.columns->memory());
    QCOMPARE(after.columns->shown(), Sections({3, 0, 1, 4}));
    QCOMPARE(after.header()->sectionSize(0), 333);
    QCOMPARE(after.header()->sortIndicatorSection(), 3);
    QCOMPARE(after.header()->sortIndicatorOrder(), Qt::AscendingOrder);
    QCOMPARE(sorted.count(), 1); // whoever sorts the rows hears of it
    QCOMPARE(after.columns->memory(), before.columns->memory());
    after.tick(2); // comes where it stands in the model, behind the one before it
    QCOMPARE(after.columns->shown(), Sections({3, 0, 1, 2, 4}));
}

void TableColumnsTest::theUnreadableIsAsAtFirst_data()
{
    QTest::addColumn<QString>("memory");
    QTest::newRow("nothing") << QString();
    QTest::newRow("no JSON") << QStringLiteral("{\"columns\":");
    QTest::newRow("no columns") << QStringLiteral(R"({"columns":[]})");
    QTest::newRow("columns of another version") << QStringLiteral(R"({"columns":["gone"],"sort":"gone"})");
    QTest::newRow("other kinds of values") << QStringLiteral(R"({"columns":7,"widths":[1],"sort":{},"descending":1})");
    QTest::newRow("widths that are none") << QStringLiteral(R"({"widths":{"host":-4,"rate":"wide","gone":20}})");
}

void TableColumnsTest::theUnreadableIsAsAtFirst()
{
    QFETCH(const QString, memory);
    const Table first;
    const Table table;
    table.columns->recall(memory);
    QCOMPARE(table.columns->memory(), first.columns->memory());
    for (int section = 0; section < 5; ++section)
        QCOMPARE(table.header()->sectionSize(section), first.header()->sectionSize(section));
}

void TableColumnsTest::anotherProjectIsNotThisOne()
{
    Table table;
    const auto first = table.columns->memory();
    table.columns->recall(QStringLiteral(
        R"({"columns":["http","http","host"],"widths":{"host":200,"http":999999},"sort":"http","descending":false})"));
    QCOMPARE(table.columns->shown(), Sections({4, 0}));
    QVERIFY(table.header()->sectionSize(4) <= 4'000);
    table.columns->recall({});
    QCOMPARE(table.columns->memory(), first);
    QCOMPARE(table.columns->shown(), Sections({0, 1, 3}));
}

void TableColumnsTest::theLastTakesWhatIsLeft()
{
    Table table;
    const auto *header = table.header();
    const auto total = [header] {
        return header->length();
    };
    QCOMPARE(total(), table.view.viewport()->width());
    QCOMPARE(table.view.horizontalScrollBar()->maximum(), 0);
    table.tick(4);
    QCOMPARE(total(), table.view.viewport()->width());
    table.view.resize(1'200, 300);
    QTRY_COMPARE(total(), table.view.viewport()->width());
    // In too little room it keeps the width that it needs, and the table scrolls.
    table.view.resize(200, 300);
    QTRY_VERIFY(table.view.horizontalScrollBar()->maximum() > 0);
    QVERIFY(header->sectionSize(4) >= 9 * table.view.fontMetrics().horizontalAdvance(u'0'));
}

void TableColumnsTest::aNumberDoesNotTakeTheRoom()
{
    Table table;
    table.model.horizontalHeaderItem(3)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table.columns->recall({}); // works the widths out anew
    table.view.resize(1'000, 300);
    QTRY_COMPARE(table.header()->length(), table.view.viewport()->width());
    QVERIFY(table.header()->sectionSize(3) < 200);
    QVERIFY(table.header()->sectionSize(1) > 300);
}

void TableColumnsTest::theListShowsAndHides()
{
    Table table;
    const auto actions = table.button.menu()->actions();
    QCOMPARE(actions.at(2)->text(), QStringLiteral("R&&D")); // no mnemonic
    QVERIFY(actions.at(0)->isChecked() && !actions.at(2)->isChecked());
    for (const int section : {0, 1, 3})
        table.tick(section);
    QCOMPARE(table.columns->shown(), Sections({3})); // a table without a column would be one without a way back
    QVERIFY(actions.at(3)->isChecked());
    QSignalSpy menu(table.button.menu(), &QMenu::aboutToShow);
    Q_EMIT table.header()->customContextMenuRequested(QPoint(5, 5));
    QCOMPARE(menu.count(), 1);
    table.button.menu()->close();
    actions.last()->trigger();
    QCOMPARE(table.columns->shown(), Sections({0, 1, 3}));
}

void TableColumnsTest::onlyAPersonsWidthIsKept()
{
    Table table;
    const auto first = table.columns->memory();
    table.view.resize(700, 300);
    QTRY_COMPARE(table.header()->length(), table.view.viewport()->width());
    table.header()->resizeSection(3, 50); // the last one: only fills
    QCOMPARE(table.header()->length(), table.view.viewport()->width());
    QCOMPARE(table.columns->memory(), first);
}

QTEST_MAIN(TableColumnsTest)
#include "tst_tablecolumns.moc"
