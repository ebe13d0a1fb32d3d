#include "ui/failures/nofailures.h"

#include "ui/theme/icons.h"
#include "ui/theme/look.h"
#include "ui/widgets/iconlabel.h"

#include <QLabel>
#include <QVBoxLayout>

namespace sluice {

NoFailures::NoFailures(QWidget *parent) : QFrame(parent)
{
    setLook(this, Look::Card);
    setAccessibleName(tr("No failures"));
    auto *icon = new IconLabel(32, this);
    icon->setIcon(themedIcon(QLatin1StringView("succeeded"), IconTone::Succeeded));
    auto *heading = new QLabel(tr("No failures."), this);
    setLook(heading, Look::Heading);
    auto *sentence = new QLabel(tr("What fails shows here in groups: what went wrong, where and how often,\n"
                                   "with examples, and with what can be done about it."),
                                this);
    setLook(sentence, Look::Dimmed);
    sentence->setAlignment(Qt::AlignCenter);

    auto *column = new QVBoxLayout(this);
    column->setSpacing(metrics::gap);
    column->addStretch(1);
    column->addWidget(icon, 0, Qt::AlignCenter);
    column->addWidget(heading, 0, Qt::AlignCenter);
    column->addWidget(sentence, 0, Qt::AlignCenter);
    column->addStretch(2);
}

} // namespace sluice
