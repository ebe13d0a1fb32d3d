#include "ui/recipe/parameterfield.h"

#include "core/safetext.h"
#include "processing/steptext.h"
#include "ui/theme/look.h"
#include "ui/widgets/numberspin.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QStyle>

namespace sluice {

namespace {

constexpr int narrow = 140;
constexpr int linesShown = 4;

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setWordWrap(true);
    return label;
}

QString rangeOf(const StepParameter &parameter)
{
    return ParameterField::tr("From %1 to %2%3.")
        .arg(QLocale().toString(parameter.minimum), QLocale().toString(parameter.maximum),
             parameter.unit.isEmpty() ? QString() : u' ' + parameter.unit);
}

} // namespace

ParameterField::ParameterField(const StepParameter &parameter, int nameWidth, QWidget *parent)
    : QWidget(parent), m_parameter(parameter)
{
    build(buildEditor(), nameWidth);
    setValue(parameter.defaultValue);
}

void ParameterField::build(QWidget *editor, int nameWidth)
{
    m_name = plainLabel(m_parameter.name, this);
    m_name->setWordWrap(false);
    m_name->setBuddy(editor);
    m_name->setFixedHeight(metrics::control);
    m_name->setMinimumWidth(nameWidth);
    auto sentence = m_parameter.sentence;
    if (m_number)
        sentence += u' ' + rangeOf(m_parameter);
    auto *explanation = plainLabel(sentence, this);
    setLook(explanation, Look::Dimmed);
    editor->setAccessibleName(m_parameter.name);
    editor->setAccessibleDescription(sentence);
    m_problem = plainLabel({}, this);
    m_problem->setProperty("look", QStringLiteral("problem"));
    m_problem->hide();

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(metrics::gap);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_name, 0, 0, Qt::AlignTop);
    const bool isWide = m_line || m_lines;
    grid->addWidget(editor, m_lines ? 1 : 0, m_lines ? 0 : 1, 1, m_lines ? 2 : 1,
                    isWide ? Qt::Alignment() : Qt::AlignLeft);
    grid->addWidget(explanation, 2, m_lines ? 0 : 1, 1, m_lines ? 2 : 1);
    grid->addWidget(m_problem, 3, m_lines ? 0 : 1, 1, m_lines ? 2 : 1);
}

void ParameterField::setLabel(const QString &text)
{
    m_name->setText(text);
}

QWidget *ParameterField::buildEditor()
{
    switch (m_parameter.type) {
    case StepParameter::Type::Integer:
        m_number = new NumberSpin(this);
        m_number->setWhole(true);
        m_number->setRange(m_parameter.minimum, m_parameter.maximum);
        m_number->setSuffix(m_parameter.unit.isEmpty() ? QString() : u' ' + m_parameter.unit);
        m_number->setFixedWidth(narrow);
        connect(m_number, &QDoubleSpinBox::valueChanged, this, &ParameterField::changed);
        return m_number;
    case StepParameter::Type::Choice:
        m_choice = new QComboBox(this);
        m_choice->addItems(m_parameter.choices);
        m_choice->setMinimumWidth(narrow);
        m_choice->setFocusPolicy(Qt::StrongFocus);
        connect(m_choice, &QComboBox::currentIndexChanged, this, &ParameterField::changed);
        return m_choice;
    case StepParameter::Type::Boolean:
        m_check = new QCheckBox(tr("yes"), this);
        m_check->setMinimumHeight(metrics::control);
        connect(m_check, &QCheckBox::toggled, this, &ParameterField::changed);
        return m_check;
    case StepParameter::Type::Text:
        if (m_parameter.required) { // a program, an expression: what a step is about may need room
            m_lines = new QPlainTextEdit(this);
            m_lines->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
            m_lines->setTabChangesFocus(true);
            m_lines->setFixedHeight(linesShown * m_lines->fontMetrics().lineSpacing() + 20);
            connect(m_lines, &QPlainTextEdit::textChanged, this, &ParameterField::changed);
            return m_lines;
        }
        [[fallthrough]];
    case StepParameter::Type::Words:
        m_line = new QLineEdit(this);
        if (m_parameter.type == StepParameter::Type::Words)
            m_line->setPlaceholderText(tr("word \"two words\" …"));
        connect(m_line, &QLineEdit::textChanged, this, &ParameterField::changed);
        return m_line;
    }
    Q_UNREACHABLE();
}

QWidget *ParameterField::editor() const
{
    for (auto *widget : {static_cast<QWidget *>(m_number), static_cast<QWidget *>(m_choice),
                         static_cast<QWidget *>(m_check), static_cast<QWidget *>(m_line)}) {
        if (widget)
            return widget;
    }
    return m_lines;
}

QVariant ParameterField::value() const
{
    switch (m_parameter.type) {
    case StepParameter::Type::Integer:
        return static_cast<int>(m_number->value());
    case StepParameter::Type::Choice:
        return m_choice->currentText();
    case StepParameter::Type::Boolean:
        return m_check->isChecked();
    case StepParameter::Type::Text:
        return m_lines ? m_lines->toPlainText() : m_line->text();
    case StepParameter::Type::Words: {
        const auto words = splitWords(m_line->text());
        return words ? QVariant(words.value()) : QVariant(m_line->text());
    }
    }
    Q_UNREACHABLE();
}

void ParameterField::setValue(const QVariant &value)
{
    if (value == this->value())
        return; // as it was typed: neither the cursor nor a person's quotes move
    const QSignalBlocker quiet(editor());
    switch (m_parameter.type) {
    case StepParameter::Type::Integer:
        m_number->setValue(value.toInt());
        break;
    case StepParameter::Type::Choice:
        m_choice->setCurrentText(value.toString());
        break;
    case StepParameter::Type::Boolean:
        m_check->setChecked(value.toBool());
        break;
    case StepParameter::Type::Text:
        if (m_lines)
            m_lines->setPlainText(value.toString());
        else
            setLine(value.toString());
        break;
    case StepParameter::Type::Words:
        setLine(value.typeId() == QMetaType::QStringList ? joinWords(value.toStringList()) : value.toString());
        break;
    }
}

void ParameterField::setLine(const QString &text)
{
    m_line->setText(text);
    m_line->setCursorPosition(0); // its beginning says more than its end
}

void ParameterField::setProblem(const QString &sentence)
{
    m_problem->setText(visibleText(sentence));
    m_problem->setVisible(!sentence.isEmpty());
    auto *field = editor();
    if (field->property("bad").toBool() == !sentence.isEmpty())
        return;
    field->setProperty("bad", !sentence.isEmpty());
    field->style()->unpolish(field);
    field->style()->polish(field);
}

} // namespace sluice
