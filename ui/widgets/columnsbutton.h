#pragma once

#include <QToolButton>

namespace sluice {

/// Beside a table's filters: a list of its columns, to be ticked. The list stays open meanwhile, and opens at the
/// table's head too.
class ColumnsButton : public QToolButton
{
    Q_OBJECT

public:
    explicit ColumnsButton(QWidget *parent = nullptr);

    /// A right click on this head opens the list.
    void serve(QWidget *head);
};

} // namespace sluice
