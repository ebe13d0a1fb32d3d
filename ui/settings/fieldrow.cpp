#include "ui/settings/fieldrow.h"

#include "ui/theme/icons.h"
#include "ui/theme/look.h"

#include <QGridLayout>
#include <QLabel>

namespace sluice {

namespace {

constexpr int nameWidth = 150;

QLabel *wrapped(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

FieldRow::FieldRow(const QString &name, QWidget *field, const QString &sentence, const QString &defaultText,
                   QWidget *parent)
    : QWidget(parent), m_field(field), m_problem(wrapped({}, this))
{
    auto *label = new QLabel(name, this);
    label->setBuddy(field);
    label->setFixedHeight(metrics::control);
    auto *explanation = wrapped(sentence, this);
    setLook(explanation, Look::Dimmed);
    auto *byDefault = new QLabel(defaultText, this);
    setLook(byDefault, Look::Dimmed);
    field->setParent(this);
    // A field of several parts is known by the one that takes the focus for it.
    auto *spoken = field->focusProxy() ? field->focusProxy() : field;
    spoken->setAccessibleName(name);
    spoken->setAccessibleDescription(sentence);
    m_problem->hide();

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(metrics::cardPadding);
    grid->setVerticalSpacing(4);
    grid->setColumnMinimumWidth(0, nameWidth);
    grid->setColumnStretch(2, 1);
    grid->addWidget(label, 0, 0, Qt::AlignTop);
    grid->addWidget(field, 0, 1);
    grid->addWidget(byDefault, 0, 2);
    grid->addWidget(explanation, 1, 1, 1, 2);
    grid->addWidget(m_problem, 2, 1, 1, 2);
}

void FieldRow::setProblem(const QString &sentence)
{
    setLook(m_problem, Look::Strong);
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
}

} // namespace sluice
