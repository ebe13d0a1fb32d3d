#include "ui/failures/failurespage.h"

#include "core/humanize.h"
#include "engine/engine.h"
#include "engine/failurebrowser.h"
#include "engine/wherefilter.h"
#include "ui/failures/clusterdetail.h"
#include "ui/failures/failuredelegate.h"
#include "ui/failures/failuremodel.h"
#include "ui/failures/nofailures.h"
#include "ui/failures/retrydialog.h"
#include "ui/failures/triage.h"
#include "ui/runs/presentnote.h"
#include "ui/theme/look.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/smalltable.h"
#include "ui/words.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedLayout>

#include <algorithm>

namespace sluice {

namespace {

constexpr qint64 shortestRestMs = 1'000;
constexpr int heightForExamples = 500; // below it the groups need the room more than the examples do
constexpr int restPerReading = 10;     // a board that takes long to read is read less often

} // namespace

FailuresPage::FailuresPage(Engine *engine, QWidget *parent)
    : QWidget(parent)
    , m_engine(engine)
    , m_messages(new MessageBar(this))
    , m_heading(new QLabel(this))
    , m_present(new PresentNote(this))
    , m_byHost(new QCheckBox(tr("&Group by host"), this))
    , m_showIgnored(new QCheckBox(tr("Sho&w ignored"), this))
    , m_model(new FailureModel(this))
    , m_table(makeSmallTable(m_model, tr("Groups of failures"), this))
    , m_detail(new ClusterDetail(this))
    , m_stack(new QStackedLayout)
    , m_none(new NoFailures(this))
    , m_triage(new Triage(engine, m_messages, this))
{
    setAccessibleName(tr("Failures"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::gap);
    column->addWidget(m_messages);
    column->addLayout(m_stack, 1);
    m_stack->addWidget(m_none);
    m_stack->addWidget(buildBoard());
    connectActs();
    setFocusProxy(m_table);
    connect(engine, &Engine::projectChanged, this, &FailuresPage::openProject);
    openProject();
}

FailuresPage::~FailuresPage() = default;

void FailuresPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_detail->setRoomy(height() >= heightForExamples);
}

QWidget *FailuresPage::buildHead()
{
    auto *head = new QWidget(this);
    setLook(m_heading, Look::Heading);
    m_byHost->setToolTip(tr("A group for each host, rather than one over all hosts"));
    m_showIgnored->hide(); // until something is
    m_showIgnored->setToolTip(tr("Groups that you chose to ignore, dimmed"));
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::cardPadding, metrics::gap, metrics::cardPadding, metrics::gap);
    row->setSpacing(metrics::betweenCards);
    row->addWidget(m_heading, 1);
    row->addWidget(m_present);
    row->addWidget(m_showIgnored);
    row->addWidget(m_byHost);
    return head;
}

QWidget *FailuresPage::buildBoard()
{
    m_table->setItemDelegate(new FailureDelegate(m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    auto *header = m_table->horizontalHeader();
    header->setStretchLastSection(true);
    header->setSortIndicator(-1, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &FailuresPage::noteSort);
    constexpr std::array widths{80, 130, 140, 170, 190};
    for (size_t i = 0; i < widths.size(); ++i)
        m_table->setColumnWidth(static_cast<int>(i), widths[i]);

    auto *card = new QFrame(this);
    setLook(card, Look::Card);
    auto *cardColumn = new QVBoxLayout(card);
    cardColumn->setContentsMargins(1, 0, 1, 6); // clear of the rounded corners
    cardColumn->setSpacing(0);
    cardColumn->addWidget(buildHead());
    cardColumn->addWidget(m_table, 1);
    auto *board = new QWidget(this);
    auto *column = new QVBoxLayout(board);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::cardPadding);
    column->addWidget(card, 1);
    column->addWidget(m_detail);
    return board;
}

void FailuresPage::connectActs()
{
    const auto lookAnew = [this] {
        m_anew = true;
        ask();
    };
    connect(m_byHost, &QCheckBox::toggled, this, lookAnew);
    connect(m_showIgnored, &QCheckBox::toggled, this, lookAnew);
    connect(m_triage, &Triage::changed, this, &FailuresPage::ask);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &FailuresPage::showDetail);
    const auto withCurrent = [this](auto act) {
        return [this, act] {
            if (const auto *cluster = current())
                act(FailureCluster(*cluster));
        };
    };
    connect(m_detail, &ClusterDetail::retryChosen, this, withCurrent([this](const FailureCluster &cluster) {
                auto *dialog = new RetryDialog(cluster.count, m_engine->options().limits, this);
                connect(m_engine, &Engine::projectChanged, dialog, &QDialog::reject);
                connect(dialog, &RetryDialog::chosen, this,
                        [this, cluster](const LimitProfile &limits) { m_triage->retry(cluster, limits); });
                dialog->open();
            }));
    connect(m_detail, &ClusterDetail::excludeChosen, m_triage, &Triage::excludeHost);
    connect(m_detail, &ClusterDetail::jobsChosen, this, withCurrent([this](const FailureCluster &cluster) {
                Q_EMIT showJobsRequested(whereOf(cluster, m_triage->ignored()));
            }));
    connect(m_detail, &ClusterDetail::exportChosen, this, withCurrent([this](const FailureCluster &cluster) {
                Q_EMIT exportRequested(m_triage->filterOf(cluster), cluster.count);
            }));
    connect(m_detail, &ClusterDetail::ignoreChosen, this, withCurrent([this](const FailureCluster &cluster) {
                if (cluster.ignored)
                    m_triage->showAgain(cluster);
                else
                    m_triage->ignore(cluster);
            }));
    connect(m_detail, &ClusterDetail::jobChosen, this, &FailuresPage::showJobRequested);
}

void FailuresPage::openProject()
{
    m_browser.reset();
    m_triage->projectChanged();
    m_model->replace({});
    m_stack->setCurrentIndex(0);
    m_asked = false;
    m_anew = true;
    m_revision = -1;
    m_restMs = 0;
    if (!m_engine->isOpen())
        return;
    m_browser = std::make_unique<FailureBrowser>(m_engine->projectPath());
    connect(m_browser.get(), &FailureBrowser::boardReady, this, &FailuresPage::take);
    connect(m_browser.get(), &FailureBrowser::readFailed, this, [this](const QString &sentence) {
        m_asked = false;
        m_sinceAnswer.start();
        m_messages->showTrouble(sentence);
    });
}

void FailuresPage::setGroupedByHost(bool on)
{
    m_byHost->setChecked(on);
}

void FailuresPage::sampled(const Snapshot &snapshot)
{
    m_present->sampled(snapshot);
    const auto &counts = snapshot.counts;
    m_none->setAnyRun(snapshot.state != RunState::Idle || counts.of(JobState::Succeeded) > 0 ||
                      counts.of(JobState::Failed) > 0 || counts.of(JobState::Cancelled) > 0);
    const bool rested = m_restMs == 0 || m_sinceAnswer.elapsed() >= m_restMs;
    if (!isVisible() || m_asked || snapshot.revision == m_revision || !rested)
        return;
    m_revision = snapshot.revision;
    ask();
}

void FailuresPage::ask()
{
    if (!m_browser || !isVisible()) {
        m_revision = -1; // when it is seen again
        return;
    }
    m_asked = true;
    m_sinceAsked.start();
    FailureQuery query;
    query.byHost = m_byHost->isChecked();
    query.ignored = m_triage->ignored();
    m_browser->request(query);
}

void FailuresPage::take(const FailureBoard &board)
{
    m_asked = false;
    m_restMs = std::max(shortestRestMs, restPerReading * m_sinceAsked.elapsed());
    m_sinceAnswer.start();
    auto clusters = board.clusters;
    if (!m_showIgnored->isChecked())
        std::erase_if(clusters, [](const FailureCluster &cluster) { return cluster.ignored; });
    describe(board, clusters.size());
    if (std::exchange(m_anew, false)) {
        const auto *before = current();
        const auto kept = before ? std::optional(*before) : std::nullopt;
        m_model->replace(std::move(clusters));
        sortAgain();
        const int row = kept ? std::max(0, m_model->rowOf(*kept)) : 0;
        m_table->setCurrentIndex(m_model->index(row, 0));
    } else {
        m_model->update(std::move(clusters));
        if (m_sortedBy >= 0 && !m_model->isSorted(m_sortedBy, m_order)) // rows stay; the arrow would not be true
            m_table->horizontalHeader()->setSortIndicator(-1, m_order);
        if (!m_table->currentIndex().isValid())
            m_table->setCurrentIndex(m_model->index(0, 0));
    }
    m_stack->setCurrentIndex(board.failures == 0 ? 0 : 1);
    showDetail();
    Q_EMIT boardShown();
}

void FailuresPage::noteSort(int column, Qt::SortOrder order)
{
    if (column < 0)
        return;
    m_sortedBy = column;
    m_order = order;
}

/// As the person last wished it; else the largest group comes first.
void FailuresPage::sortAgain()
{
    if (m_sortedBy >= 0)
        m_table->sortByColumn(m_sortedBy, m_order);
}

void FailuresPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    sortAgain();
}

void FailuresPage::describe(const FailureBoard &board, size_t groups)
{
    const auto shown = board.failures - (m_showIgnored->isChecked() ? 0 : board.ignored);
    auto text = groups == 1 ? tr("%1 failed, in 1 group").arg(jobCount(shown))
                            : tr("%1 failed, in %2 groups").arg(jobCount(shown), humanCount(qint64(groups)));
    if (board.other > 0)
        text += tr("; %1 of these in groups too small to list").arg(humanCount(board.other));
    m_heading->setText(text);
    m_showIgnored->setText(tr("Sho&w ignored (%1)").arg(humanCount(board.ignored)));
    m_showIgnored->setVisible(board.ignored > 0 || m_showIgnored->isChecked());
}

const FailureCluster *FailuresPage::current() const
{
    return m_model->clusterAt(m_table->currentIndex().row());
}

void FailuresPage::showDetail()
{
    m_detail->present(current());
}

} // namespace sluice
