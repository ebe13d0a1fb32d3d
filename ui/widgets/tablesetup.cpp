#include "ui/widgets/tablesetup.h"

#include "ui/theme/look.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QTableView>

namespace sluice {

void setUpTable(QTableView *table, QAbstractItemModel *model)
{
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setCornerButtonEnabled(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setTabKeyNavigation(false);
    table->setFrameShape(QFrame::NoFrame);

    auto *rows = table->verticalHeader();
    rows->hide();
    rows->setSectionResizeMode(QHeaderView::Fixed);
    rows->setMinimumSectionSize(metrics::row);
    rows->setDefaultSectionSize(metrics::row);

    auto *columns = table->horizontalHeader();
    columns->setHighlightSections(false);
    columns->setMinimumSectionSize(40);
    columns->setFixedHeight(28);

    table->setModel(model);
    // To draw its sections a header asks the selection whether whole columns are in it, which goes through a million
    // selected rows for each. Ours does not show it, and gets a selection that stays empty.
    columns->setSelectionModel(new QItemSelectionModel(model, columns));
}

} // namespace sluice
