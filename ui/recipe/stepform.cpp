#include "ui/recipe/stepform.h"

#include "core/safetext.h"
#include "processing/stepparameters.h"
#include "processing/stepregistry.h"
#include "ui/recipe/parameterfield.h"
#include "ui/recipe/recipemodel.h"
#include "ui/recipe/stepcheck.h"
#include "ui/theme/look.h"
#include "ui/theme/mnemonics.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace sluice {

namespace {

QLabel *wrapped(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

int widestName(const std::vector<StepParameter> &parameters, const QFontMetrics &metrics)
{
    int width = 60;
    for (const auto &parameter : parameters)
        width = std::max(width, metrics.horizontalAdvance(parameter.name) + 4);
    return width;
}

/// What is wrong with this value, seen alone.
QString problemOf(const StepKind &kind, const StepParameter &parameter, const QVariant &value)
{
    const auto checked = checkedParameter(kind, parameter.name, value);
    if (checked.failed())
        return checked.error().message;
    const bool isText = parameter.type == StepParameter::Type::Text && value.toString().isEmpty();
    const bool isWords = parameter.type == StepParameter::Type::Words && value.toStringList().isEmpty();
    return parameter.required && (isText || isWords) ? StepForm::tr("Without it the step cannot work.") : QString();
}

} // namespace

StepForm::StepForm(RecipeModel *model, QWidget *parent)
    : QFrame(parent)
    , m_model(model)
    , m_title(new QLabel(this))
    , m_sentence(wrapped(this))
    , m_problem(wrapped(this))
    , m_scroll(new QScrollArea(this))
    , m_check(new StepCheck(this))
{
    setLook(this, Look::Card);
    setLook(m_title, Look::Heading);
    setLook(m_sentence, Look::Dimmed);
    m_problem->setProperty("look", QStringLiteral("problem"));
    for (auto *label : {m_sentence, m_problem})
        label->setContentsMargins(0, 0, metrics::gap, 0);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::cardPadding, metrics::cardPadding + 2, 4, metrics::cardPadding);
    column->setSpacing(metrics::gap);
    column->addWidget(m_title);
    column->addWidget(m_sentence);
    column->addWidget(m_problem);
    column->addWidget(m_scroll, 1);
    connect(model, &RecipeModel::recipeChanged, this, &StepForm::refresh);
    connect(m_check, &StepCheck::checked, this, [this](const QString &sentence) {
        m_problem->setText(visibleText(sentence));
        m_problem->setVisible(!sentence.isEmpty());
    });
    build();
}

void StepForm::showStep(const QModelIndex &index)
{
    if (index == m_index && m_shownName == index.data(RecipeModel::NameRole).toString())
        return;
    m_index = index;
    build();
}

void StepForm::build()
{
    m_shownName = m_index.data(RecipeModel::NameRole).toString();
    m_fields.clear();
    m_problem->hide(); // of another step
    const auto kind = stepKind(m_shownName);
    setAccessibleName(m_index.isValid() ? tr("Settings of the step %1").arg(m_shownName) : tr("Settings of a step"));
    auto *page = new QWidget;
    page->setProperty("look", QStringLiteral("page"));
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, metrics::gap, 0);
    column->setSpacing(metrics::cardPadding);
    if (m_index.isValid() && kind) {
        const auto &parameters = kind.value()->parameters;
        auto taken = mnemonicsIn(window());
        const int nameWidth = widestName(parameters, fontMetrics());
        for (const auto &parameter : parameters) {
            auto *field = new ParameterField(parameter, nameWidth, page);
            connect(field, &ParameterField::changed, this, [this, field] {
                if (m_index.isValid())
                    m_model->setParameter(m_index.row(), field->name(), field->value());
            });
            field->setLabel(withMnemonic(parameter.name, &taken));
            column->addWidget(field);
            m_fields.push_back(field);
        }
    }
    column->addStretch();
    m_scroll->setWidget(page); // the old one goes
    refresh();
}

void StepForm::refresh()
{
    const auto kind = stepKind(m_shownName);
    if (!m_index.isValid() || !kind) {
        m_title->setText(tr("Settings"));
        m_sentence->setText(tr("Those of the step that is selected show here."));
        m_check->cancel();
        m_problem->hide();
        return;
    }
    m_title->setText(QStringLiteral("%1  %2").arg(m_index.row() + 1).arg(m_shownName));
    m_sentence->setText(kind.value()->sentence);
    const auto &given = m_model->recipe().steps[static_cast<size_t>(m_index.row())].parameters;
    for (size_t i = 0; i < m_fields.size(); ++i) {
        const auto &parameter = kind.value()->parameters[i];
        m_fields[i]->setValue(given.value(parameter.name, parameter.defaultValue));
    }
    showProblems(*kind.value());
}

void StepForm::showProblems(const StepKind &kind)
{
    bool any = false;
    for (size_t i = 0; i < m_fields.size(); ++i) {
        const auto problem = problemOf(kind, kind.parameters[i], m_fields[i]->value());
        m_fields[i]->setProblem(problem);
        any = any || !problem.isEmpty();
    }
    // What no field says on its own: values that do not go together, something this installation lacks.
    if (any) {
        m_check->cancel();
        m_problem->hide();
    } else {
        m_check->check(m_model->recipe().steps[static_cast<size_t>(m_index.row())]);
    }
}

} // namespace sluice
