#include "ui/failures/clusterdetail.h"

#include "core/humanize.h"
#include "core/safetext.h"
#include "ui/failures/failurewords.h"
#include "ui/theme/look.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/smalltable.h"
#include "ui/words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStandardItemModel>
#include <QToolButton>

namespace sluice {

namespace {

enum ExampleColumn { JobColumn, AddressColumn, ErrorColumn };
constexpr int shownExamples = 3;
constexpr int headHeight = 28;

constexpr int tableHeight(int rows)
{
    return headHeight + rows * metrics::row + 2;
}

} // namespace

ClusterDetail::ClusterDetail(QWidget *parent)
    : QFrame(parent)
    , m_heading(new QLabel(this))
    , m_summary(new ElidedLabel(this))
    , m_examples(new QStandardItemModel(0, 3, this))
    , m_table(makeSmallTable(m_examples, tr("Examples"), this))
{
    setLook(this, Look::Card);
    setAccessibleName(tr("The chosen group of failures"));
    setLook(m_heading, Look::Heading);
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setWordWrap(true);
    m_heading->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setLook(m_summary, Look::Dimmed);

    m_examples->setHorizontalHeaderLabels({tr("Job"), tr("For example"), tr("Its message")});
    m_examples->horizontalHeaderItem(JobColumn)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_examples->horizontalHeaderItem(AddressColumn)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_examples->horizontalHeaderItem(ErrorColumn)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setMinimumHeight(tableHeight(1));
    m_table->setMaximumHeight(tableHeight(shownExamples));
    m_table->setToolTip(tr("Click or press Enter to see the job"));
    m_table->horizontalHeader()->setSectionResizeMode(AddressColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(ErrorColumn, QHeaderView::Stretch);
    m_table->setColumnWidth(JobColumn, 100);
    const auto choose = [this](const QModelIndex &index) {
        if (static_cast<size_t>(index.row()) < m_shown.size())
            Q_EMIT jobChosen(number(m_shown[static_cast<size_t>(index.row())]));
    };
    connect(m_table, &QTableView::clicked, this, choose);
    connect(m_table, &QTableView::activated, this, choose);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::cardPadding, metrics::cardPadding, metrics::cardPadding, metrics::cardPadding);
    column->setSpacing(metrics::gap);
    column->addWidget(m_heading);
    column->addWidget(m_summary);
    column->addWidget(m_table);
    buildButtons();
    present(nullptr);
}

void ClusterDetail::setRoomy(bool roomy)
{
    m_table->setMaximumHeight(tableHeight(roomy ? shownExamples : 1));
}

void ClusterDetail::buildButtons()
{
    m_retry = new QPushButton(tr("Retr&y…"), this);
    setLook(m_retry, Look::Primary);
    m_exclude = new QToolButton(this);
    m_exclude->setText(tr("Exc&lude host"));
    m_exclude->setToolTip(tr("Cancel what is queued and retrying of a host; its failures stay"));
    m_exclude->setPopupMode(QToolButton::InstantPopup);
    m_exclude->setMenu(new QMenu(m_exclude));
    m_jobs = new QPushButton(tr("Show the &jobs"), this);
    m_jobs->setToolTip(tr("In the table of jobs, where they can be sorted and chosen one by one"));
    m_export = new QPushButton(tr("E&xport…"), this);
    m_ignore = new QPushButton(this);
    connect(m_retry, &QPushButton::clicked, this, &ClusterDetail::retryChosen);
    connect(m_jobs, &QPushButton::clicked, this, &ClusterDetail::jobsChosen);
    connect(m_export, &QPushButton::clicked, this, &ClusterDetail::exportChosen);
    connect(m_ignore, &QPushButton::clicked, this, &ClusterDetail::ignoreChosen);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(m_retry);
    row->addWidget(m_exclude);
    row->addWidget(m_jobs);
    row->addWidget(m_export);
    row->addStretch(1);
    row->addWidget(m_ignore);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
}

void ClusterDetail::present(const FailureCluster *cluster)
{
    const bool active = cluster && !cluster->ignored;
    m_retry->setEnabled(active);
    m_exclude->setEnabled(active && !cluster->top.empty());
    m_jobs->setEnabled(cluster != nullptr);
    m_export->setEnabled(active);
    m_ignore->setEnabled(cluster != nullptr);
    m_ignore->setText(cluster && cluster->ignored ? tr("Show agai&n") : tr("Ig&nore"));
    m_ignore->setToolTip(cluster && cluster->ignored ? tr("Bring the group back among the others")
                                                     : tr("Hide the group, and what will fail like it"));
    if (!cluster) {
        m_heading->setText(tr("Choose a group to see examples and what can be done."));
        m_summary->setFullText({});
        m_examples->setRowCount(0);
        m_shown.clear();
        return;
    }
    m_heading->setText(tr("%1: %2").arg(jobCount(cluster->count), patternText(cluster->key)));
    m_summary->setFullText(summaryText(*cluster));
    fillExamples(*cluster);
    fillHosts(*cluster);
}

void ClusterDetail::fillExamples(const FailureCluster &cluster)
{
    std::vector<JobId> jobs;
    for (const auto &example : cluster.examples)
        jobs.push_back(example.job);
    if (jobs == m_shown)
        return; // nothing moves that may be pointed at
    m_shown = std::move(jobs);
    m_examples->setRowCount(static_cast<int>(cluster.examples.size()));
    int row = 0;
    for (const auto &example : cluster.examples) {
        auto *job = new QStandardItem(humanCount(number(example.job)));
        job->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_examples->setItem(row, JobColumn, job);
        for (const auto &[column, text] :
             {std::pair(AddressColumn, example.url), std::pair(ErrorColumn, example.error)}) {
            auto *item = new QStandardItem(visibleText(text));
            item->setToolTip(plainTip(item->text()));
            item->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
            m_examples->setItem(row, column, item);
        }
        ++row;
    }
}

void ClusterDetail::fillHosts(const FailureCluster &cluster)
{
    if (m_exclude->menu()->isVisible())
        return;
    m_exclude->menu()->clear();
    for (const auto &host : cluster.top) {
        auto words = tr("%1 (%2 of these)").arg(visibleText(host.name, 80), humanCount(host.count));
        m_exclude->menu()->addAction(words.replace(QLatin1Char('&'), QStringLiteral("&&")), this,
                                     [this, name = host.name] { Q_EMIT excludeChosen(name); });
    }
}

} // namespace sluice
