#include "ui/hosts/hostlimitdialog.h"

#include "core/humanize.h"
#include "limits/limitranges.h"
#include "ui/theme/look.h"
#include "ui/widgets/numberspin.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace sluice {

HostLimitDialog::HostLimitDialog(const QString &title, int limit, bool own, int common, QWidget *parent)
    : QDialog(parent), m_limit(new NumberSpin(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Limit a host"));
    const auto &range = limitRange(LimitField::PerHost);
    m_limit->setWhole(true);
    m_limit->setRange(range.minimum, range.maximum);
    m_limit->setValue(limit);
    m_limit->setFixedWidth(96);
    m_limit->setAccessibleName(tr("Requests at once"));
    m_limit->selectAll();

    auto *name = new QLabel(title, this);
    name->setTextFormat(Qt::PlainText);
    name->setWordWrap(true);
    setLook(name, Look::Heading);
    auto *label = new QLabel(tr("&Requests at once:"), this);
    label->setBuddy(m_limit);
    auto *note =
        new QLabel(tr("The limit for every other host is %1. What is under way finishes; the limit holds at once "
                      "and is kept with the project.")
                       .arg(humanCount(common)),
                   this);
    note->setWordWrap(true);
    setLook(note, Look::Dimmed);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::cardPadding);
    if (own) {
        auto *other = new QPushButton(tr("&Use the common limit"), this);
        other->setAutoDefault(false);
        connect(other, &QPushButton::clicked, this, [this] {
            Q_EMIT chosen(std::nullopt);
            reject();
        });
        buttons->addWidget(other);
    }
    auto *leave = new QPushButton(tr("&Leave it"), this);
    auto *set = new QPushButton(tr("&Set limit"), this);
    setLook(set, Look::Primary);
    set->setDefault(true);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    connect(set, &QPushButton::clicked, this, [this] {
        Q_EMIT chosen(static_cast<int>(m_limit->value()));
        accept();
    });
    buttons->addStretch();
    buttons->addWidget(leave);
    buttons->addWidget(set);

    auto *field = new QHBoxLayout;
    field->setSpacing(metrics::gap);
    field->addWidget(label);
    field->addWidget(m_limit);
    field->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::betweenCards, metrics::betweenCards, metrics::betweenCards,
                               metrics::betweenCards);
    column->setSpacing(metrics::cardPadding);
    column->addWidget(name);
    column->addLayout(field);
    column->addWidget(note);
    column->addLayout(buttons);
    setMinimumWidth(440);
}

} // namespace sluice
