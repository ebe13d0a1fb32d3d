// Heads of tables stand over what they are the heads of.
#include "tests/ui/cleansettings.h"
#include "ui/theme/theme.h"
#include "ui/widgets/celldelegate.h"

#include <QHeaderView>
#include <QImage>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

using namespace sluice;

class TableHeadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textEndsWhereItsNumbersEnd_data();
    void textEndsWhereItsNumbersEnd();

private:
    test::CleanSettings m_settings;
};

namespace {

/// The columns of the image in which something is drawn: the first and the last.
std::pair<int, int> inked(const QImage &image)
{
    int first = -1;
    int last = -1;
    for (int x = 0; x < image.width(); ++x) {
        for (int y = 6; y < image.height() - 6; ++y) { // without hairlines
            if (image.pixel(x, y) == image.pixel(0, 6))
                continue;
            first = first < 0 ? x : first;
            last = x;
        }
    }
    return {first, last};
}

} // namespace

void TableHeadTest::textEndsWhereItsNumbersEnd_data()
{
    QTest::addColumn<bool>("sorted");
    QTest::newRow("plain") << false;
    QTest::newRow("sorted by another column") << true;
}

void TableHeadTest::textEndsWhereItsNumbersEnd()
{
    QFETCH(bool, sorted);
    const Theme theme;
    QStandardItemModel model(1, 3);
    for (int column = 0; column < 3; ++column) {
        const auto side = column == 1 ? Qt::AlignLeft : Qt::AlignRight;
        auto *cell = new QStandardItem(QStringLiteral("88"));
        cell->setTextAlignment(side | Qt::AlignVCenter);
        model.setItem(0, column, cell);
        auto *head = new QStandardItem(QStringLiteral("88"));
        head->setTextAlignment(side | Qt::AlignVCenter);
        model.setHorizontalHeaderItem(column, head);
    }
    QTableView table;
    table.setModel(&model);
    table.setItemDelegate(new CellDelegate(&table));
    table.setShowGrid(false);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setSortIndicatorShown(sorted);
    table.horizontalHeader()->setSortIndicator(2, Qt::AscendingOrder);
    for (int column = 0; column < 3; ++column)
        table.setColumnWidth(column, 100);
    table.resize(400, 120);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    const auto heads = table.horizontalHeader()->viewport()->grab().toImage();
    const auto cells = table.viewport()->grab().toImage();
    const auto part = [](const QImage &image, int column, int height) {
        return image.copy(column * 100, 0, 100, height);
    };
    const auto head = inked(part(heads, 0, heads.height()));
    const auto cell = inked(part(cells, 0, table.rowHeight(0)));
    QVERIFY(cell.second > 80);
    QVERIFY2(std::abs(head.second - cell.second) <= 1,
             qPrintable(QStringLiteral("%1 %2").arg(head.second).arg(cell.second)));
    const auto leftHead = inked(part(heads, 1, heads.height()));
    const auto leftCell = inked(part(cells, 1, table.rowHeight(0)));
    QVERIFY2(std::abs(leftHead.first - leftCell.first) <= 1,
             qPrintable(QStringLiteral("%1 %2").arg(leftHead.first).arg(leftCell.first)));
}

QTEST_MAIN(TableHeadTest)
#include "tst_tablehead.moc"
