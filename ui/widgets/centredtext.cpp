#include "ui/widgets/centredtext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace sluice {

namespace {

constexpr int widestText = 640; // longer lines are hard to read

} // namespace

void addCentredText(QVBoxLayout *column, const QString &text, Look look, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    setLook(label, look);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setMaximumWidth(widestText);
    auto *row = new QHBoxLayout; // in the middle, as wide as it may be
    row->addStretch();
    row->addWidget(label, 100);
    row->addStretch();
    column->addLayout(row);
}

} // namespace sluice
