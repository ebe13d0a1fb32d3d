// Cells of the small tables.
#include "ui/widgets/celldelegate.h"

#include <QStandardItemModel>
#include <QStyleOptionViewItem>
#include <QTest>

using namespace sluice;

class CellDelegateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatItAsksForIsEnough();
};

void CellDelegateTest::whatItAsksForIsEnough()
{
    const CellDelegate delegate;
    QStandardItemModel model(1, 1);
    QStyleOptionViewItem option;
    option.font.setPixelSize(13);
    option.fontMetrics = QFontMetrics(option.font);
    for (int i = 0; i < 500; ++i) {
        const auto text = QStringLiteral("%1 min %2 s").arg(i % 37).arg(i % 61);
        model.setData(model.index(0, 0), text);
        const auto room = delegate.sizeHint(option, model.index(0, 0)).width() - 2 * CellDelegate::side;
        QCOMPARE(option.fontMetrics.elidedText(text, Qt::ElideRight, room), text);
    }
}

QTEST_MAIN(CellDelegateTest)
#include "tst_celldelegate.moc"
