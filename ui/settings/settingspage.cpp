#include "ui/settings/settingspage.h"

#include "ui/settings/limitedit.h"
#include "ui/theme/look.h"

#include <QLabel>
#include <QVBoxLayout>

namespace sluice {

SettingsPage::SettingsPage(const QString &introduction, const std::vector<LimitField> &fields, QWidget *parent)
    : QWidget(parent), m_column(new QVBoxLayout(this))
{
    setProperty("look", QStringLiteral("page"));
    m_column->setContentsMargins(0, 0, metrics::cardPadding, 0);
    m_column->setSpacing(metrics::betweenCards);
    auto *text = new QLabel(introduction, this);
    text->setWordWrap(true);
    m_column->addWidget(text);
    m_column->addStretch();
    for (const auto field : fields) {
        auto *edit = new LimitEdit(field, this);
        connect(edit, &LimitEdit::changed, this, &SettingsPage::changed);
        m_limits.push_back(edit);
        addRow(edit);
    }
}

void SettingsPage::load(const ProjectOptions &options)
{
    for (auto *edit : m_limits)
        edit->load(options.limits);
}

void SettingsPage::save(ProjectOptions *options) const
{
    for (const auto *edit : m_limits)
        edit->save(&options->limits);
}

QStringList SettingsPage::problems() const
{
    QStringList result;
    for (const auto *edit : m_limits) {
        const auto problem = edit->problem();
        if (!problem.isEmpty())
            result.append(problem);
    }
    return result;
}

void SettingsPage::addRow(QWidget *row)
{
    m_column->insertWidget(m_column->count() - 1, row); // the last one is the stretch
}

void SettingsPage::addHeading(const QString &text)
{
    auto *label = new QLabel(text, this);
    setLook(label, Look::Strong);
    addRow(label);
}

} // namespace sluice
