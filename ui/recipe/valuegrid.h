#pragma once

#include "engine/previewcolumns.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace sluice {

class ValueLine;

/// Names with their values, a row each. Rows are kept and filled anew: a trial at each key press changes few of them.
class ValueGrid : public QWidget
{
    Q_OBJECT

public:
    explicit ValueGrid(QWidget *parent);

    /// Hidden while there are none. Names and values are safe to show.
    void setRows(const QList<PreviewColumn> &rows);

private:
    struct Row
    {
        QLabel *name;
        ValueLine *value;
    };

    Row addRow();

    QGridLayout *m_grid;
    std::vector<Row> m_rows;
    QList<PreviewColumn> m_shown;
};

} // namespace sluice
