#pragma once

class QAbstractItemModel;
class QTableView;

namespace sluice {

/// What all tables have in common: rows of one height, whole rows selected, scrolling by the pixel, a head that a
/// selection of many rows does not slow down. Sets the model, too: connect to it before what the view must not be first
/// to hear.
void setUpTable(QTableView *table, QAbstractItemModel *model);

} // namespace sluice
