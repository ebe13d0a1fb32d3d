#include "ui/tasks/resourcespanel.h"

#include "core/humanize.h"
#include "core/safetext.h"
#include "ui/tasks/followingview.h"
#include "ui/tasks/resourcetablemodel.h"
#include "ui/tasks/sharedelegate.h"
#include "ui/tasks/taskfeed.h"
#include "ui/theme/look.h"
#include "ui/widgets/columnsbutton.h"
#include "ui/widgets/tablecolumns.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace sluice {

namespace {

std::vector<TableColumn> offeredColumns()
{
    std::vector<TableColumn> columns;
    for (int i = 0; i < resourceColumnCount; ++i) {
        const auto column = static_cast<ResourceColumn>(i);
        columns.push_back({resourceColumnName(column), widthInDigits(column), true});
    }
    return columns;
}

} // namespace

ResourcesPanel::ResourcesPanel(TaskFeed *feed, QWidget *parent)
    : QFrame(parent)
    , m_feed(feed)
    , m_model(new ResourceTableModel(this))
    , m_view(new FollowingView(m_model, this))
    , m_chooser(new ColumnsButton(this))
    , m_summary(new QLabel(this))
{
    setLook(this, Look::Card);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_view->setAccessibleName(tr("Resources"));
    m_view->setItemDelegate(new ShareDelegate(m_view));
    m_columns = new TableColumns(m_view, offeredColumns(), static_cast<int>(ResourceColumn::Kind), Qt::AscendingOrder);
    m_columns->offerIn(m_chooser);
    connect(m_view->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this,
            [this](int section, Qt::SortOrder order) {
                auto query = m_feed->query();
                query.sortResourcesBy = static_cast<ResourceColumn>(section);
                query.resourcesDescending = order == Qt::DescendingOrder;
                m_feed->setQuery(query);
            });
    auto *top = new QHBoxLayout;
    top->setContentsMargins(metrics::cardPadding, metrics::cardPadding, metrics::cardPadding, metrics::cardPadding);
    top->setSpacing(metrics::gap);
    top->addWidget(m_summary, 1);
    top->addWidget(m_chooser);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 1, 6); // clear of the rounded corners
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_view, 1);
}

void ResourcesPanel::present(const TaskArrangement &arrangement)
{
    m_model->show(arrangement);
    const auto &resources = arrangement.snapshot->resources;
    const auto worst = std::ranges::max_element(resources, {}, [](const ResourceRow &resource) {
        return resource.waiters > 0 ? resource.longestWait : Duration(-1);
    });
    const bool somebodyWaits = worst != resources.end() && worst->waiters > 0;
    const auto text = resources.empty() ? tr("Nothing runs: no place, rate or thread is in use.")
                      : somebodyWaits   ? tr("The longest wait is for %1: %2, of %3.")
                                            .arg(visibleText(worst->name), humanDuration(worst->longestWait),
                                                 taskCount(worst->waiters))
                                      : tr("Nobody waits for places, rates or threads now.");
    if (text != m_summary->text())
        m_summary->setText(text);
}

} // namespace sluice
