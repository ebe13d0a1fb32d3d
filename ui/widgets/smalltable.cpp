#include "ui/widgets/smalltable.h"

#include "ui/widgets/celldelegate.h"
#include "ui/widgets/tablesetup.h"

namespace sluice {

QTableView *makeSmallTable(QAbstractItemModel *model, const QString &accessibleName, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setAccessibleName(accessibleName);
    table->setItemDelegate(new CellDelegate(table));
    setUpTable(table, model);
    table->setFrameShape(QFrame::StyledPanel); // it may stand on no card
    return table;
}

} // namespace sluice
