#include "ui/failures/nofailures.h"

#include "ui/theme/icons.h"
#include "ui/theme/look.h"
#include "ui/widgets/iconlabel.h"

#include <QLabel>
#include <QVBoxLayout>

namespace sluice {

NoFailures::NoFailures(QWidget *parent) : QFrame(parent), m_icon(new IconLabel(32, this)), m_heading(new QLabel(this))
{
    setLook(this, Look::Card);
    setLook(m_heading, Look::Heading);
    auto *sentence = new QLabel(tr("What fails shows here in groups: what went wrong, where and how often,\n"
                                   "with examples, and with what can be done about it."),
                                this);
    setLook(sentence, Look::Dimmed);
    sentence->setAlignment(Qt::AlignCenter);

    auto *column = new QVBoxLayout(this);
    column->setSpacing(metrics::gap);
    column->addStretch(1);
    column->addWidget(m_icon, 0, Qt::AlignCenter);
    column->addWidget(m_heading, 0, Qt::AlignCenter);
    column->addWidget(sentence, 0, Qt::AlignCenter);
    column->addStretch(2);
    setAnyRun(false);
}

void NoFailures::setAnyRun(bool any)
{
    if (any == m_any)
        return;
    m_any = any;
    m_icon->setIcon(any ? themedIcon(QLatin1StringView("succeeded"), IconTone::Succeeded)
                        : themedIcon(QLatin1StringView("queued"), IconTone::Queued));
    m_heading->setText(any ? tr("No failures.") : tr("Nothing has run yet."));
    setAccessibleName(m_heading->text());
}

} // namespace sluice
