#include "ui/run/runtoolbar.h"

#include "engine/snapshot.h"
#include "ui/actions.h"
#include "ui/run/limitcontrols.h"
#include "ui/theme/icons.h"
#include "ui/theme/look.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace sluice {

RunToolBar::RunToolBar(Engine *engine, Actions *actions, QWidget *parent)
    : QFrame(parent), m_actions(actions), m_primary(new QPushButton(this))
{
    setLook(this, Look::Bar);
    setAccessibleName(tr("Toolbar"));
    auto *add = menuButton(tr("A&dd"), QLatin1StringView("add"),
                           {actions->pasteAddresses, actions->openList, actions->addFiles, actions->addFolder});
    auto *recipe = new QToolButton(this);
    recipe->setDefaultAction(actions->recipe);
    recipe->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setLook(m_primary, Look::Primary);
    m_primary->setMinimumWidth(100);
    connect(m_primary, &QPushButton::clicked, this, [this] {
        if (m_primaryAction)
            m_primaryAction->trigger();
    });
    m_stop = menuButton(tr("St&op"), QLatin1StringView("stop"), {actions->drain, actions->stop});
    m_limits = new LimitControls(engine, this);
    auto *exportButton = new QToolButton(this);
    exportButton->setDefaultAction(actions->exportTable);
    exportButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::betweenCards, metrics::gap, metrics::betweenCards, metrics::gap);
    row->setSpacing(metrics::gap);
    row->addWidget(add);
    row->addWidget(recipe);
    row->addWidget(m_primary);
    row->addWidget(m_stop);
    row->addSpacing(metrics::gap);
    row->addWidget(m_limits);
    row->addStretch();
    row->addWidget(exportButton);

    // In the order of reading, which is not the order of making.
    setTabOrder(add, recipe);
    setTabOrder(recipe, m_primary);
    setTabOrder(m_primary, m_stop);
    setTabOrder(m_stop, m_limits);
    setTabOrder(m_limits, exportButton);
    showPrimary({});
}

void RunToolBar::sampled(const Snapshot &snapshot)
{
    const bool idle = snapshot.state == RunState::Idle;
    const bool paused = snapshot.state == RunState::Paused;
    const bool anyWaiting = snapshot.counts.of(JobState::Queued) + snapshot.counts.of(JobState::Retrying) > 0;
    m_actions->start->setEnabled((idle && anyWaiting) || paused);
    m_actions->start->setText(paused ? tr("&Resume") : tr("&Start"));
    m_actions->pause->setEnabled(snapshot.state == RunState::Running);
    m_actions->drain->setEnabled(snapshot.state == RunState::Running || paused);
    m_actions->stop->setEnabled(!idle && snapshot.state != RunState::Stopping);
    m_actions->retryFailed->setEnabled(snapshot.counts.of(JobState::Failed) > 0);
    m_actions->cancelQueued->setEnabled(anyWaiting);
    m_actions->exportTable->setEnabled(snapshot.counts.total() > 0);
    m_stop->setEnabled(!idle);
    showPrimary(snapshot);
}

QToolButton *RunToolBar::menuButton(const QString &text, QLatin1StringView iconName, const QList<QAction *> &actions)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setIcon(themedIcon(iconName));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(button);
    menu->addActions(actions);
    menu->setToolTipsVisible(true);
    button->setMenu(menu);
    return button;
}

void RunToolBar::showPrimary(const Snapshot &snapshot)
{
    struct Face
    {
        QString text;
        QLatin1StringView iconName;
        QAction *action;
    };
    Face face;
    switch (snapshot.state) {
    case RunState::Idle:
        face = {tr("Start"), QLatin1StringView("play"), m_actions->start};
        break;
    case RunState::Running:
        face = {tr("Pause"), QLatin1StringView("pause"), m_actions->pause};
        break;
    case RunState::Paused:
        face = {tr("Resume"), QLatin1StringView("play"), m_actions->start};
        break;
    case RunState::Draining:
        face = {tr("Draining…"), QLatin1StringView("drain"), nullptr};
        break;
    case RunState::Stopping:
        face = {tr("Stopping…"), QLatin1StringView("stop"), nullptr};
        break;
    }
    m_primaryAction = face.action;
    m_primary->setEnabled(face.action && face.action->isEnabled());
    if (m_primary->text() == face.text)
        return;
    m_primary->setText(face.text);
    m_primary->setIcon(themedIcon(face.iconName, IconTone::OnAccent));
    m_primary->setToolTip(face.action ? face.action->toolTip() : QString());
}

} // namespace sluice
