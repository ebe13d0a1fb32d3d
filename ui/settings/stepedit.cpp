#include "ui/settings/stepedit.h"

#include "ui/theme/icons.h"
#include "ui/theme/look.h"
#include "ui/widgets/numberspin.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace sluice {

namespace {

QToolButton *flatButton(QLatin1StringView iconName, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    setLook(button, Look::Flat);
    button->setIcon(themedIcon(iconName, IconTone::Dimmed));
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

} // namespace

StepEdit::StepEdit(const StepKind &kind, const RecipeStep &step, QWidget *parent) : QFrame(parent), m_name(kind.name)
{
    setLook(this, Look::Card);
    setAccessibleName(tr("Step %1").arg(kind.name));
    auto *form = new QFormLayout(this);
    form->setContentsMargins(metrics::cardPadding, 6, 6, metrics::cardPadding);
    form->setHorizontalSpacing(metrics::cardPadding);
    form->setVerticalSpacing(metrics::gap);
    form->addRow(buildHead(kind));
    for (const auto &parameter : kind.parameters) {
        m_fields.push_back(buildField(parameter, step.parameters.value(parameter.name, parameter.defaultValue)));
        const auto &field = m_fields.back();
        auto *editor = field.editor();
        auto *row = new QHBoxLayout;
        row->setSpacing(metrics::cardPadding);
        row->addWidget(editor, field.text ? 1 : 0);
        auto *sentence = new QLabel(parameter.sentence, this);
        sentence->setTextFormat(Qt::PlainText);
        sentence->setWordWrap(true);
        setLook(sentence, Look::Dimmed);
        row->addWidget(sentence, 1);
        auto *name = new QLabel(parameter.name, this);
        name->setBuddy(editor);
        name->setMinimumWidth(70);
        name->setFixedHeight(metrics::control);
        form->addRow(name, row);
    }
}

QWidget *StepEdit::Field::editor() const
{
    if (number)
        return number;
    if (choice)
        return choice;
    return check ? static_cast<QWidget *>(check) : text;
}

QVariant StepEdit::Field::value() const
{
    if (number)
        return static_cast<int>(number->value());
    if (choice)
        return choice->currentText();
    if (check)
        return check->isChecked();
    return text->text();
}

RecipeStep StepEdit::step() const
{
    RecipeStep step{m_name, {}};
    for (const auto &field : m_fields) {
        step.parameters.insert(field.name, field.value());
    }
    return step;
}

void StepEdit::setPlace(bool first, bool last)
{
    m_up->setEnabled(!first);
    m_down->setEnabled(!last);
}

QWidget *StepEdit::buildHead(const StepKind &kind)
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    auto *name = new QLabel(kind.name, head);
    setLook(name, Look::Strong);
    auto *sentence = new QLabel(kind.sentence, head);
    sentence->setWordWrap(true);
    m_up = flatButton(QLatin1StringView("up"), tr("Earlier"), head);
    m_down = flatButton(QLatin1StringView("down"), tr("Later"), head);
    auto *remove = flatButton(QLatin1StringView("close"), tr("Remove this step"), head);
    connect(m_up, &QToolButton::clicked, this, [this] { Q_EMIT moveRequested(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { Q_EMIT moveRequested(1); });
    connect(remove, &QToolButton::clicked, this, &StepEdit::removeRequested);
    row->addWidget(name);
    row->addWidget(sentence, 1);
    for (auto *button : {m_up, m_down, remove})
        row->addWidget(button);
    return head;
}

StepEdit::Field StepEdit::buildField(const StepParameter &parameter, const QVariant &value)
{
    Field field{parameter.name};
    switch (parameter.type) {
    case StepParameter::Type::Integer:
        field.number = new NumberSpin(this);
        field.number->setWhole(true);
        field.number->setRange(parameter.minimum, parameter.maximum);
        field.number->setSuffix(parameter.unit.isEmpty() ? QString() : u' ' + parameter.unit);
        field.number->setValue(value.toInt());
        field.number->setFixedWidth(130);
        connect(field.number, &QDoubleSpinBox::valueChanged, this, &StepEdit::changed);
        break;
    case StepParameter::Type::Choice:
        field.choice = new QComboBox(this);
        field.choice->addItems(parameter.choices);
        field.choice->setCurrentText(value.toString());
        field.choice->setFixedWidth(130);
        connect(field.choice, &QComboBox::currentIndexChanged, this, &StepEdit::changed);
        break;
    case StepParameter::Type::Boolean:
        field.check = new QCheckBox(this);
        field.check->setChecked(value.toBool());
        connect(field.check, &QCheckBox::toggled, this, &StepEdit::changed);
        break;
    case StepParameter::Type::Text:
    case StepParameter::Type::Words:
        field.text = new QLineEdit(value.toString(), this);
        connect(field.text, &QLineEdit::textChanged, this, &StepEdit::changed);
        break;
    }
    return field;
}

} // namespace sluice
