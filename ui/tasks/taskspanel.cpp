#include "ui/tasks/taskspanel.h"

#include "core/humanize.h"
#include "core/safetext.h"
#include "ui/tasks/taskfeed.h"
#include "ui/tasks/tasktablemodel.h"
#include "ui/tasks/tasktableview.h"
#include "ui/theme/look.h"
#include "ui/widgets/chiprow.h"
#include "ui/widgets/columnsbutton.h"
#include "ui/widgets/tablecolumns.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

namespace sluice {

namespace {

constexpr int filterDelayMs = 150;
constexpr size_t mostCopied = 20'000;

std::vector<ChipRow::Kind> stateKinds()
{
    std::vector<ChipRow::Kind> kinds;
    for (const auto state : allTaskStates)
        kinds.push_back({taskStateWord(state), taskStateIcon(state)});
    return kinds;
}

} // namespace

TasksPanel::TasksPanel(TaskFeed *feed, QWidget *parent)
    : QFrame(parent)
    , m_feed(feed)
    , m_chips(new ChipRow(stateKinds(), tr("Show all tasks"), &taskCount, this))
    , m_filter(new QLineEdit(this))
    , m_shown(new QLabel(this))
    , m_tree(new QPushButton(this))
    , m_cancel(new QPushButton(themedIcon(QLatin1StringView("cancelled")), tr("Cance&l task"), this))
    , m_model(new TaskTableModel(this))
    , m_view(new TaskTableView(m_model, this))
    , m_totals(new QLabel(this))
{
    setLook(this, Look::Card);
    buildFilters();
    auto *filters = new QHBoxLayout;
    filters->setSpacing(metrics::gap);
    filters->addWidget(m_filter, 1);
    filters->addWidget(m_shown);
    filters->addWidget(m_tree);
    filters->addWidget(m_cancel);
    auto *columns = new ColumnsButton(this);
    m_view->columns()->offerIn(columns);
    filters->addWidget(columns);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(metrics::cardPadding, metrics::cardPadding, metrics::cardPadding, metrics::cardPadding);
    top->setSpacing(metrics::gap);
    top->addWidget(m_chips);
    top->addLayout(filters);

    setLook(m_totals, Look::Dimmed);
    auto *bottom = new QVBoxLayout; // a stylesheet takes away what margins a label has of its own
    bottom->setContentsMargins(metrics::cardPadding, 6, metrics::cardPadding, 2);
    bottom->addWidget(m_totals);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 1, 6); // clear of the rounded corners
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_view, 1);
    column->addLayout(bottom);

    connect(m_view->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &TasksPanel::applyOrder);
    connect(m_view, &TaskTableView::branchToggled, this, &TasksPanel::toggleBranch);
    connect(m_view, &TaskTableView::copyRequested, this, &TasksPanel::copySelected);
    connect(m_view, &FollowingView::selectedRowsChanged, this, &TasksPanel::updateActs);
    connect(m_view, &QWidget::customContextMenuRequested, this, &TasksPanel::showMenu);
    connect(m_cancel, &QPushButton::clicked, this, &TasksPanel::requestCancel);
    updateActs();
}

void TasksPanel::buildFilters()
{
    m_filter->setPlaceholderText(tr("Filter by name, host, state, or what it waits for…"));
    m_filter->setAccessibleName(tr("Filter tasks"));
    m_filter->setToolTip(tr("Every word must be in the name, the host, the state or what the task waits for"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(themedIcon(QLatin1StringView("search"), IconTone::Dimmed), QLineEdit::LeadingPosition);
    setLook(m_shown, Look::Dimmed);
    m_shown->hide();
    m_filterDelay.setSingleShot(true);
    m_filterDelay.setInterval(filterDelayMs);
    connect(m_filter, &QLineEdit::textChanged, &m_filterDelay, qOverload<>(&QTimer::start));
    connect(m_filter, &QLineEdit::returnPressed, this, &TasksPanel::applyFilter);
    connect(&m_filterDelay, &QTimer::timeout, this, &TasksPanel::applyFilter);
    connect(m_chips, &ChipRow::chosenChanged, this, &TasksPanel::applyFilter);

    m_tree->setText(tr("Tree vie&w"));
    m_tree->setIcon(themedIcon(QLatin1StringView("tree")));
    m_tree->setCheckable(true);
    m_tree->setChecked(m_feed->query().tree);
    m_tree->setToolTip(tr("Show each task below the one that started it"));
    connect(m_tree, &QPushButton::toggled, this, &TasksPanel::setTree);
}

void TasksPanel::present(const TaskArrangement &arrangement)
{
    m_model->show(arrangement);
    m_chips->setTotal(static_cast<qint64>(arrangement.snapshot->tasks.size()));
    for (const auto state : allTaskStates)
        m_chips->setCount(static_cast<int>(state), arrangement.counts[static_cast<size_t>(state)]);
    showTotals(arrangement);
    if (arrangement.query == m_feed->query())
        selectRevealed();
    updateActs();
}

void TasksPanel::showTotals(const TaskArrangement &arrangement)
{
    const bool filtered = !arrangement.query.text.isEmpty() || !arrangement.query.states.empty();
    m_shown->setVisible(filtered);
    m_shown->setText(arrangement.matches == 0 ? tr("No task matches")
                                              : tr("%1 match").arg(humanCount(arrangement.matches)));

    const auto &snapshot = *arrangement.snapshot;
    const auto kept = arrangement.counts[static_cast<size_t>(TaskState::Done)];
    auto text = kept == snapshot.finished
                    ? tr("%1 finished").arg(humanCount(kept))
                    : tr("Last %1 of %2 finished are kept").arg(humanCount(kept), humanCount(snapshot.finished));
    if (snapshot.dropped > 0)
        text = tr("%1; %2 dropped, for there was no room to note them").arg(text, humanCount(snapshot.dropped));
    if (text != m_totals->text())
        m_totals->setText(text);
}

void TasksPanel::reveal(const std::vector<quint64> &tasks)
{
    m_revealed = tasks;
    std::ranges::sort(m_revealed);
    m_chips->setChosen({});
    m_filter->clear();
    m_filterDelay.stop();
    auto query = m_feed->query();
    query.text.clear();
    query.states.clear();
    query.closed.clear();
    if (query == m_feed->query())
        selectRevealed();
    else
        m_feed->setQuery(query);
    m_view->setFocus(Qt::OtherFocusReason);
}

void TasksPanel::selectRevealed()
{
    if (m_revealed.empty())
        return;
    std::vector<int> rows;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (std::ranges::binary_search(m_revealed, m_model->idAt(row)))
            rows.push_back(row);
    }
    m_revealed.clear();
    if (rows.empty())
        Q_EMIT nothingToReveal();
    else
        m_view->selectRows(rows);
}

void TasksPanel::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void TasksPanel::clearFilter()
{
    m_chips->setChosen({});
    m_filter->clear();
    applyFilter();
}

void TasksPanel::applyFilter()
{
    m_filterDelay.stop();
    auto query = m_feed->query();
    query.text = m_filter->text();
    query.states.clear();
    for (const int kind : m_chips->chosen())
        query.states.push_back(static_cast<TaskState>(kind));
    m_feed->setQuery(query);
}

void TasksPanel::setTree(bool tree)
{
    auto query = m_feed->query();
    query.tree = tree;
    m_feed->setQuery(query);
}

void TasksPanel::toggleBranch(quint64 id, bool open)
{
    auto query = m_feed->query();
    if (open)
        query.closed.remove(id);
    else
        query.closed.insert(id);
    m_feed->setQuery(query);
}

void TasksPanel::applyOrder(int section, Qt::SortOrder order)
{
    auto query = m_feed->query();
    query.sortBy = static_cast<TaskColumn>(section);
    query.descending = order == Qt::DescendingOrder;
    m_feed->setQuery(query);
}

const TaskRow *TasksPanel::cancellable() const
{
    const auto rows = m_view->selectedRows();
    if (rows.size() != 1)
        return nullptr;
    const auto &task = m_model->taskAt(rows.front());
    return task.cancellable ? &task : nullptr;
}

void TasksPanel::requestCancel()
{
    if (const auto *task = cancellable())
        Q_EMIT cancelRequested(TaskRow(*task)); // a copy: the next snapshot takes this one away
}

void TasksPanel::copySelected()
{
    std::vector<const TaskRow *> tasks;
    for (const int row : m_view->selectedRows()) {
        if (tasks.size() < mostCopied)
            tasks.push_back(&m_model->taskAt(row));
    }
    if (!tasks.empty())
        QGuiApplication::clipboard()->setText(taskTableText(tasks));
}

void TasksPanel::showMenu(const QPoint &position)
{
    const auto count = m_view->selectedRows().size();
    if (count == 0)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto *task = cancellable();
    auto *cancel = menu->addAction(themedIcon(QLatin1StringView("cancelled")),
                                   task ? tr("&Cancel %1").arg(visibleText(task->name)) : tr("&Cancel task"), this,
                                   &TasksPanel::requestCancel);
    cancel->setEnabled(task != nullptr);
    menu->addAction(themedIcon(QLatin1StringView("copy")), count == 1 ? tr("C&opy row") : tr("C&opy rows"), this,
                    &TasksPanel::copySelected);
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

void TasksPanel::updateActs()
{
    const bool can = cancellable() != nullptr;
    m_cancel->setEnabled(can);
    m_cancel->setToolTip(can ? tr("End the job that this task works on; the run goes on with the others")
                             : tr("Select one job that is under way. Tasks of the run itself end with it: use Stop"));
}

} // namespace sluice
