#include "ui/recipe/valuegrid.h"

#include "ui/recipe/valueline.h"
#include "ui/theme/look.h"

#include <QGridLayout>
#include <QLabel>

namespace sluice {

ValueGrid::ValueGrid(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(metrics::betweenCards);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(1, 1);
    hide();
}

void ValueGrid::setRows(const QList<PreviewColumn> &rows)
{
    if (rows == m_shown)
        return;
    m_shown = rows;
    const auto count = static_cast<size_t>(rows.size());
    while (m_rows.size() > count) {
        delete m_rows.back().name;
        delete m_rows.back().value;
        m_rows.pop_back();
    }
    while (m_rows.size() < count)
        m_rows.push_back(addRow());
    for (size_t i = 0; i < count; ++i) {
        const auto &row = rows[static_cast<qsizetype>(i)];
        m_rows[i].name->setText(row.name);
        m_rows[i].value->setValue(row.name, row.value);
    }
    setVisible(count > 0);
}

ValueGrid::Row ValueGrid::addRow()
{
    const Row row{new QLabel(this), new ValueLine(this)};
    row.name->setTextFormat(Qt::PlainText);
    row.name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setLook(row.name, Look::Dimmed);
    const auto at = static_cast<int>(m_rows.size());
    m_grid->addWidget(row.name, at, 0);
    m_grid->addWidget(row.value, at, 1);
    return row;
}

} // namespace sluice
