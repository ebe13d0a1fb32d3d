#include "ui/run/runstatusbar.h"

#include "core/humanize.h"
#include "core/safetext.h"
#include "engine/snapshot.h"
#include "ui/theme/look.h"
#include "ui/widgets/elidedlabel.h"

#include <QLabel>

#include <cmath>

namespace sluice {

namespace {

QString stateText(RunState state)
{
    switch (state) {
    case RunState::Idle:
        return RunStatusBar::tr("Not running");
    case RunState::Running:
        return RunStatusBar::tr("Running");
    case RunState::Paused:
        return RunStatusBar::tr("Paused");
    case RunState::Draining:
        return RunStatusBar::tr("Draining");
    case RunState::Stopping:
        return RunStatusBar::tr("Stopping");
    }
    Q_UNREACHABLE();
}

} // namespace

RunStatusBar::RunStatusBar(QWidget *parent) : QStatusBar(parent), m_project(new ElidedLabel(this))
{
    setSizeGripEnabled(false);
    setContentsMargins(metrics::betweenCards, 0, metrics::betweenCards, 0);
    m_state = addFact(tr("State of the run"));
    m_lag = addFact(tr("How late the engine's own event loop was at worst in the last second. "
                       "Above some 50 ms this computer, not the network, is the limit."));
    m_cpuQueue = addFact(tr("Bodies waiting for a computing thread. Small ones are taken several at a time, so that "
                            "handing them over costs "
                            "little; child processes run the steps that are isolated."));
    m_backlog = addFact(tr("Results on their way to the disk. A job counts as done when its result is there."));
    m_practice = addFact(tr("The practice server runs on this computer, for as long as Sluice is open"));
    m_practice->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_practice->hide();
    m_project->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_project->setElideMode(Qt::ElideMiddle);
    setLook(m_project, Look::Dimmed);
    addPermanentWidget(m_project, 1);
}

void RunStatusBar::sampled(const Snapshot &snapshot)
{
    m_state->setText(stateText(snapshot.state));
    const bool running = snapshot.state != RunState::Idle;
    m_lag->setVisible(running);
    m_cpuQueue->setVisible(running && snapshot.cpuSlots > 0);
    m_backlog->setVisible(running);
    const Duration lag(std::llround(snapshot.loopLagMs * 1e3));
    m_lag->setText(tr("engine loop lag %1").arg(humanDuration(lag)));
    QStringList cpu{tr("CPU queue %1").arg(humanCount(snapshot.cpuQueue))};
    if (snapshot.cpuBatch > 1)
        cpu.append(tr("batches of %1").arg(snapshot.cpuBatch));
    if (snapshot.children > 0)
        cpu.append(tr("%n child process(es)", nullptr, snapshot.children));
    m_cpuQueue->setText(cpu.join(QStringLiteral(" · ")));
    m_backlog->setText(tr("%1 results on their way to disk").arg(humanCount(snapshot.backlog)));
}

void RunStatusBar::setProject(const QString &name, const QString &path)
{
    m_project->setFullText(name);
    m_project->setToolTip(visibleText(path));
}

void RunStatusBar::setPractice(const QString &address)
{
    m_practice->setText(tr("practice server %1").arg(address));
    m_practice->setVisible(!address.isEmpty());
}

QLabel *RunStatusBar::addFact(const QString &tip)
{
    auto *label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    label->setToolTip(tip);
    label->setAccessibleDescription(tip);
    label->setMargin(3);
    setLook(label, Look::Dimmed);
    addWidget(label);
    return label;
}

} // namespace sluice
