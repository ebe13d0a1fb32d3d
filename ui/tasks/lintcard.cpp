#include "ui/tasks/lintcard.h"

#include "core/safetext.h"
#include "ui/tasks/taskwords.h"
#include "ui/theme/icons.h"
#include "ui/theme/look.h"
#include "ui/widgets/iconlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace sluice {

namespace {

QLabel *sentence(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

void setIfOther(QLabel *label, const QString &text)
{
    if (label->text() != text)
        label->setText(text);
}

} // namespace

LintCard::LintCard(QWidget *parent)
    : QFrame(parent), m_text(sentence(this)), m_remedy(sentence(this)), m_show(new QPushButton(tr("Show"), this))
{
    setLook(this, Look::Trouble);
    setLook(m_text, Look::Strong);
    auto *icon = new IconLabel(16, this);
    icon->setIcon(themedIcon(QLatin1StringView("warning"), IconTone::Failed));
    connect(m_show, &QPushButton::clicked, this, [this] { Q_EMIT showRequested(m_tasks); });

    auto *text = new QVBoxLayout;
    text->setSpacing(2);
    text->addWidget(m_text);
    text->addWidget(m_remedy);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::cardPadding, metrics::gap, metrics::gap, metrics::gap);
    row->setSpacing(metrics::gap);
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addLayout(text, 1);
    row->addWidget(m_show, 0, Qt::AlignVCenter);
}

void LintCard::setLint(const TaskLint &lint)
{
    m_tasks = lint.tasks;
    setIfOther(m_text, visibleText(lint.text));
    setIfOther(m_remedy, visibleText(lint.remedy));
    setAccessibleName(m_text->text());
    setAccessibleDescription(m_remedy->text());
    m_show->setEnabled(!m_tasks.empty());
    const auto count = taskCount(static_cast<qint64>(m_tasks.size()));
    m_show->setToolTip(m_tasks.empty() ? tr("It speaks of no single task") : tr("Select %1 in the table").arg(count));
    m_show->setAccessibleName(tr("Show %1").arg(count));
}

} // namespace sluice
