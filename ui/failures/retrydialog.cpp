#include "ui/failures/retrydialog.h"

#include "ui/settings/limitedit.h"
#include "ui/theme/look.h"
#include "ui/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace sluice {

RetryDialog::RetryDialog(qint64 count, const LimitProfile &limits, QWidget *parent)
    : QDialog(parent), m_limits(limits), m_retry(new QPushButton(tr("&Retry %1").arg(jobCount(count)), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Retry %1").arg(jobCount(count)));
    auto *sentence = new QLabel(tr("They go back to the queue and have all their tries again. The limits are the "
                                   "project's: what is changed here holds for all its jobs from now on."),
                                this);
    sentence->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::betweenCards, metrics::betweenCards, metrics::betweenCards,
                               metrics::betweenCards);
    column->setSpacing(metrics::cardPadding);
    column->addWidget(sentence);
    for (const auto field : {LimitField::AttemptTimeout, LimitField::Retries, LimitField::PerHost}) {
        auto *edit = new LimitEdit(field, this);
        edit->load(limits);
        connect(edit, &LimitEdit::changed, this, &RetryDialog::checkAll);
        column->addWidget(edit);
        m_edits.push_back(edit);
    }
    column->addStretch(1);

    auto *leave = new QPushButton(tr("&Leave them"), this);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_retry, &QPushButton::clicked, this, &QDialog::accept);
    setLook(m_retry, Look::Primary);
    m_retry->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(leave);
    buttons->addWidget(m_retry);
    column->addLayout(buttons);
    setMinimumWidth(520);
}

void RetryDialog::checkAll()
{
    m_retry->setEnabled(std::ranges::all_of(m_edits, [](const LimitEdit *edit) { return edit->problem().isEmpty(); }));
}

void RetryDialog::accept()
{
    auto limits = m_limits;
    for (const auto *edit : m_edits)
        edit->save(&limits);
    if (limits != m_limits)
        limits.name = QStringLiteral("custom");
    QDialog::accept();
    Q_EMIT chosen(limits);
}

} // namespace sluice
