#include "ui/tasks/taskspage.h"

#include "core/safetext.h"
#include "engine/snapshot.h"
#include "ui/runs/presentnote.h"
#include "ui/tasks/lintlist.h"
#include "ui/tasks/resourcespanel.h"
#include "ui/tasks/taskfeed.h"
#include "ui/tasks/tasksempty.h"
#include "ui/tasks/tasksnapshotfile.h"
#include "ui/tasks/taskspanel.h"
#include "ui/tasks/tasktableview.h"
#include "ui/theme/icons.h"
#include "ui/theme/look.h"
#include "ui/widgets/messagebar.h"
#include "ui/words.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>

namespace sluice {

namespace {

enum Tab { TasksTab, ResourcesTab };

QPushButton *button(const QString &text, QLatin1StringView icon, const QString &tip, QWidget *parent)
{
    auto *result = new QPushButton(themedIcon(icon), text, parent);
    result->setToolTip(tip);
    return result;
}

/// The number in "job 17".
std::optional<qint64> jobOf(const TaskRow &task)
{
    bool isNumber = false;
    const auto number = task.name.section(u' ', -1).toLongLong(&isNumber);
    return task.kind == u"job" && isNumber ? std::optional(number) : std::nullopt;
}

} // namespace

TasksPage::TasksPage(const TaskSource &source, QWidget *parent)
    : QWidget(parent)
    , m_source(source)
    , m_feed(new TaskFeed(source.read, this))
    , m_tabs(new QTabBar(this))
    , m_present(new PresentNote(this))
    , m_frozenSince(new QLabel(this))
    , m_freeze(button(tr("Free&ze view"), QLatin1StringView("freeze"),
                      tr("Keep what is on show; the run goes on. Again, to follow it"), this))
    , m_save(button(tr("Save s&napshot…"), QLatin1StringView("export"),
                    tr("Write what is on show to a file: JSON for programs, text for reading"), this))
    , m_messages(new MessageBar(this))
    , m_lints(new LintList(this))
    , m_stack(new QStackedWidget(this))
    , m_tasks(new TasksPanel(m_feed, this))
    , m_resources(new ResourcesPanel(m_feed, this))
    , m_empty(new TasksEmpty(this))
{
    setAccessibleName(tr("Tasks"));
    setFocusProxy(m_tasks->view());
    for (QWidget *panel :
         {static_cast<QWidget *>(m_tasks), static_cast<QWidget *>(m_resources), static_cast<QWidget *>(m_empty)})
        m_stack->addWidget(panel);
    m_stack->setCurrentWidget(m_empty);
    m_lints->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::gap);
    column->addWidget(buildTop());
    column->addWidget(m_messages);
    column->addWidget(m_lints);
    column->addWidget(m_stack, 1);

    connect(m_feed, &TaskFeed::arranged, this, &TasksPage::present);
    connect(m_lints, &LintList::showRequested, this, [this](const std::vector<quint64> &tasks) {
        m_tabs->setCurrentIndex(TasksTab);
        m_tasks->reveal(tasks);
    });
    connect(m_tasks, &TasksPanel::nothingToReveal, this, [this] {
        m_messages->showNotice(tr("The tasks that it speaks of have ended and are not listed any more."));
    });
    connect(m_tasks, &TasksPanel::cancelRequested, this, &TasksPage::cancel);
}

QWidget *TasksPage::buildTop()
{
    m_tabs->addTab(tr("Tasks"));
    m_tabs->addTab(tr("Resources"));
    m_tabs->setAccessibleName(tr("Tasks or resources"));
    m_tabs->setTabToolTip(ResourcesTab, tr("Places, rates and threads that tasks wait for"));
    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        if (m_stack->currentWidget() != m_empty)
            m_stack->setCurrentIndex(m_tabs->currentIndex());
    });
    m_freeze->setCheckable(true);
    m_save->setEnabled(false);
    setLook(m_frozenSince, Look::Strong);
    m_frozenSince->hide();
    connect(m_freeze, &QPushButton::toggled, this, &TasksPage::setFrozen);
    connect(m_save, &QPushButton::clicked, this, &TasksPage::chooseFile);

    auto *top = new QWidget(this);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    row->addWidget(m_tabs);
    row->addStretch();
    row->addWidget(m_present);
    row->addWidget(m_frozenSince);
    row->addWidget(m_freeze);
    row->addWidget(m_save);
    return top;
}

void TasksPage::present(const TaskArrangement &arrangement)
{
    const auto &snapshot = *arrangement.snapshot;
    const bool empty = snapshot.tasks.empty();
    m_lints->setLints(snapshot.lints);
    m_lints->setVisible(!empty || !snapshot.lints.empty());
    m_tasks->present(arrangement);
    m_resources->present(arrangement);
    m_save->setEnabled(true);
    if (empty)
        m_stack->setCurrentWidget(m_empty);
    else
        m_stack->setCurrentIndex(m_tabs->currentIndex());
}

void TasksPage::setFrozen(bool on)
{
    if (m_freeze->isChecked() != on) {
        m_freeze->setChecked(on); // comes back here
        return;
    }
    m_feed->setFrozen(on);
    const auto snapshot = m_feed->snapshot();
    m_frozenSince->setVisible(on && snapshot);
    if (on && snapshot)
        m_frozenSince->setText(tr("Frozen at %1").arg(clockText(snapshot->at)));
}

void TasksPage::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Save the snapshot as"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("JSON (*.json)"), tr("Text (*.txt)")});
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains(QLatin1StringView("*.txt")) ? QStringLiteral("txt")
                                                                             : QStringLiteral("json"));
    });
    connect(dialog, &QFileDialog::fileSelected, this, &TasksPage::saveTo);
    dialog->open();
}

void TasksPage::saveTo(const QString &path)
{
    const auto snapshot = m_feed->snapshot();
    if (!snapshot)
        return;
    m_feed->runAside([this, snapshot, path] {
        const auto written = writeTaskSnapshot(*snapshot, path);
        const auto trouble = written ? QString() : written.error().message;
        QMetaObject::invokeMethod(
            this,
            [this, path, trouble] {
                if (trouble.isEmpty())
                    m_messages->showNotice(tr("The snapshot is in %1.").arg(path));
                else
                    m_messages->showTrouble(trouble);
            },
            Qt::QueuedConnection);
    });
}

void TasksPage::cancel(const TaskRow &task)
{
    m_source.cancel(task.id, this, [this, name = visibleText(task.name), job = jobOf(task)](bool cancelled) {
        if (cancelled)
            sayCancelled(name, job);
        else
            m_messages->showNotice(tr("%1 had already ended.").arg(name));
        m_feed->refresh();
    });
}

void TasksPage::sayCancelled(const QString &name, std::optional<qint64> job)
{
    if (!job || !m_source.requeue) {
        m_messages->showNotice(tr("%1 is cancelled.").arg(name));
        return;
    }
    const auto requeue = [this, name, number = *job] {
        m_source.requeue(number, this, [this, name](bool queued) {
            if (queued)
                m_messages->showNotice(tr("%1 is queued again.").arg(name));
            else
                m_messages->showTrouble(tr("%1 could not be queued again: it is not cancelled.").arg(name));
        });
    };
    m_messages->showNotice(tr("%1 is cancelled; the run goes on with the others.").arg(name),
                           {tr("Queue it a&gain"), requeue});
}

void TasksPage::projectChanged()
{
    m_messages->hide();
    m_tasks->clearFilter();
    setFrozen(false);
    m_feed->readAnew();
}

void TasksPage::focusFilter()
{
    m_tabs->setCurrentIndex(TasksTab);
    m_tasks->focusFilter();
}

void TasksPage::sampled(const Snapshot &snapshot)
{
    if (!isVisible())
        return;
    m_present->sampled(snapshot);
    m_feed->setRunUnderWay(snapshot.state != RunState::Idle);
    m_feed->tick();
}

} // namespace sluice
