#include "ui/charts/charttabledialog.h"

#include "ui/theme/look.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace sluice {

ChartTableDialog::ChartTableDialog(const QString &title, const QString &summary, ChartTable table, QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    resize(760, 520);
    auto *words = new QLabel(summary, this);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    auto *view = new QTableView(this);
    view->setAccessibleName(title);
    view->setAccessibleDescription(summary);
    view->setModel(new ChartTableModel(std::move(table), view));
    view->setWordWrap(false);
    view->setShowGrid(false);
    view->verticalHeader()->hide();
    view->verticalHeader()->setDefaultSectionSize(metrics::row);
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    view->setColumnWidth(0, 190);
    view->scrollToBottom();
    auto *copy = new QPushButton(tr("&Copy"), this);
    connect(copy, &QPushButton::clicked, this, &ChartTableDialog::copyRequested);
    auto *close = new QPushButton(tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(copy);
    row->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(metrics::cardPadding);
    column->addWidget(words);
    column->addWidget(view, 1);
    column->addLayout(row);
}

} // namespace sluice
