#pragma once

#include "ui/settings/settingspage.h"

class QToolButton;

namespace sluice {

class StepEdit;

/// Computing threads, and the recipe: what is done with each body, in order.
class ProcessingPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit ProcessingPage(QWidget *parent);

    QString title() const override { return tr("Processing"); }
    void load(const ProjectOptions &options) override;
    void save(ProjectOptions *options) const override;

private:
    Recipe recipe() const;
    void setRecipe(const Recipe &recipe);
    void addStep(const QString &name);
    void moveStep(const StepEdit *step, int by);
    void removeStep(const StepEdit *step);

    QWidget *m_list;
    QToolButton *m_add;
    std::vector<StepEdit *> m_steps;
};

} // namespace sluice
