#include "ui/settings/processingpage.h"

#include "processing/stepregistry.h"
#include "ui/settings/stepedit.h"
#include "ui/theme/icons.h"
#include "ui/theme/look.h"

#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace sluice {

ProcessingPage::ProcessingPage(QWidget *parent)
    : SettingsPage(tr("What is computed on each body, and by how many threads. Applies from the next start on."),
                   {LimitField::Threads, LimitField::MaxMemoryBytes, LimitField::StepTimeout, LimitField::StepMemory},
                   parent)
    , m_list(new QWidget(this))
    , m_add(new QToolButton(this))
{
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::gap);

    m_add->setText(tr("A&dd a step"));
    m_add->setIcon(themedIcon(QLatin1StringView("add")));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_add);
    for (const auto &kind : stepKinds()) {
        auto *action = menu->addAction(kind.name);
        action->setToolTip(kind.sentence);
        connect(action, &QAction::triggered, this, [this, name = kind.name] { addStep(name); });
    }
    menu->setToolTipsVisible(true);
    m_add->setMenu(menu);

    addHeading(tr("Recipe: the steps, in this order"));
    addRow(m_list);
    addRow(m_add);
}

void ProcessingPage::load(const ProjectOptions &options)
{
    SettingsPage::load(options);
    setRecipe(options.recipe);
}

void ProcessingPage::save(ProjectOptions *options) const
{
    SettingsPage::save(options);
    options->recipe = recipe();
}

Recipe ProcessingPage::recipe() const
{
    Recipe recipe;
    for (const auto *step : m_steps)
        recipe.steps.push_back(step->step());
    return recipe;
}

void ProcessingPage::setRecipe(const Recipe &recipe)
{
    for (auto *old : m_steps)
        old->deleteLater(); // one of them may be the sender
    m_steps.clear();
    for (const auto &step : recipe.steps) {
        const auto kind = stepKind(step.name);
        if (!kind)
            continue; // such a project does not open
        auto *edit = new StepEdit(*kind.value(), step, m_list);
        m_list->layout()->addWidget(edit);
        connect(edit, &StepEdit::changed, this, &SettingsPage::changed);
        connect(edit, &StepEdit::moveRequested, this, [this, edit](int by) { moveStep(edit, by); });
        connect(edit, &StepEdit::removeRequested, this, [this, edit] { removeStep(edit); });
        m_steps.push_back(edit);
    }
    for (size_t i = 0; i < m_steps.size(); ++i)
        m_steps[i]->setPlace(i == 0, i + 1 == m_steps.size());
    m_list->setVisible(!m_steps.empty());
}

void ProcessingPage::addStep(const QString &name)
{
    auto now = recipe();
    now.steps.push_back({name, {}});
    setRecipe(now);
    Q_EMIT changed();
}

void ProcessingPage::moveStep(const StepEdit *step, int by)
{
    auto now = recipe();
    const auto at = std::find(m_steps.begin(), m_steps.end(), step) - m_steps.begin();
    const auto to = at + by;
    if (to < 0 || to >= static_cast<std::ptrdiff_t>(now.steps.size()))
        return;
    std::swap(now.steps[static_cast<size_t>(at)], now.steps[static_cast<size_t>(to)]);
    setRecipe(now);
    Q_EMIT changed();
}

void ProcessingPage::removeStep(const StepEdit *step)
{
    auto now = recipe();
    const auto at = std::find(m_steps.begin(), m_steps.end(), step) - m_steps.begin();
    now.steps.erase(now.steps.begin() + at);
    setRecipe(now);
    Q_EMIT changed();
}

} // namespace sluice
