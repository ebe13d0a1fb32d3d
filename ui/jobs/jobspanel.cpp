#include "ui/jobs/jobspanel.h"

#include "core/humanize.h"
#include "engine/jobbrowser.h"
#include "engine/snapshot.h"
#include "ui/jobs/columnchooser.h"
#include "ui/jobs/jobcontextmenu.h"
#include "ui/jobs/jobfiltertext.h"
#include "ui/jobs/jobspanelmemory.h"
#include "ui/jobs/jobtablefeed.h"
#include "ui/jobs/jobtablemodel.h"
#include "ui/jobs/jobtableview.h"
#include "ui/jobs/selectionkeeper.h"
#include "ui/jobs/statechips.h"
#include "ui/theme/icons.h"
#include "ui/theme/look.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>

#include <algorithm>

namespace sluice {

namespace {

constexpr int searchDelayMs = 250;
constexpr int columnsEveryMs = 3'000;

} // namespace

JobsPanel::JobsPanel(QWidget *parent)
    : QFrame(parent)
    , m_chips(new StateChips(this))
    , m_search(new QLineEdit(this))
    , m_shown(new QLabel(this))
    , m_columns(new ColumnChooser(this))
    , m_model(new JobTableModel(this))
    , m_view(new JobTableView(m_model, this))
{
    setLook(this, Look::Card);
    buildFilters();

    auto *filters = new QHBoxLayout;
    filters->setSpacing(metrics::gap);
    filters->addWidget(m_search, 1);
    filters->addWidget(m_shown);
    filters->addWidget(m_columns);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(metrics::cardPadding, metrics::cardPadding, metrics::cardPadding, metrics::cardPadding);
    top->setSpacing(metrics::gap);
    top->addWidget(m_chips);
    top->addLayout(filters);

    auto *column = new QVBoxLayout(this);
    // The table keeps clear of the rounded corners at the bottom.
    column->setContentsMargins(1, 0, 1, 6);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_view, 1);

    auto *header = m_view->horizontalHeader();
    m_columns->serve(header);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &JobsPanel::applyOrder);
    connect(header, &QHeaderView::sectionResized, this, &JobsPanel::memoryChanged);
    connect(m_view, &JobTableView::currentJobChanged, this, &JobsPanel::currentJobChanged);
    connect(m_view, &QWidget::customContextMenuRequested, this, &JobsPanel::showMenu);
    setBrowser(nullptr);
}

void JobsPanel::buildFilters()
{
    m_search->setPlaceholderText(tr("Search address, error, result; or status=404, column.width>640…"));
    m_search->setAccessibleName(tr("Search jobs"));
    m_search->setToolTip(tr("Text in the address, error, file or results; or conditions such as status=404, "
                            "error_kind=dns, host=https://example.org, joined by commas. Columns of the list and the "
                            "steps: column.kind=river, column.title~sea (contains), column.width>=640 (also < > <=)"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(themedIcon(QLatin1StringView("search"), IconTone::Dimmed), QLineEdit::LeadingPosition);
    setLook(m_shown, Look::Dimmed);

    m_searchDelay.setSingleShot(true);
    m_searchDelay.setInterval(searchDelayMs);
    connect(m_search, &QLineEdit::textChanged, &m_searchDelay, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, &JobsPanel::applyFilter);
    connect(&m_searchDelay, &QTimer::timeout, this, &JobsPanel::applyFilter);
    connect(m_chips, &StateChips::statesChanged, this, &JobsPanel::applyFilter);
    connect(m_columns, &ColumnChooser::chosenChanged, this, [this] {
        m_model->setColumns(m_columns->chosen());
        showOrder();
        Q_EMIT memoryChanged();
    });
}

void JobsPanel::setBrowser(JobBrowser *browser)
{
    const auto order = m_feed ? m_feed->order() : JobOrder();
    delete m_feed;
    m_browser = browser;
    m_model->setIds({});
    m_feed = new JobTableFeed(m_model, browser, this);
    m_feed->setOrder(order);
    connect(m_feed, &JobTableFeed::addressesReady, this,
            [](const QStringList &addresses) { QGuiApplication::clipboard()->setText(addresses.join(u'\n')); });
    connect(m_feed, &JobTableFeed::loadingChanged, this, [this](bool loading) {
        auto conditions = m_feed->filter();
        conditions.asOf.reset();
        const bool filtered = conditions != JobFilter();
        m_shown->setText(loading && !filtered ? QString() : tr("%1 shown").arg(humanCount(shownCount())));
        m_shown->setVisible(filtered);
        if (!loading && std::exchange(m_goToFirst, false) && m_model->rowCount() > 0)
            m_view->setCurrentIndex(m_model->index(0, 0));
    });
    applyFilter();
    if (!browser)
        return;
    connect(browser, &JobBrowser::columnsReady, m_columns, &ColumnChooser::setAvailable);
    m_columnsRevision = -1;
    m_sinceColumns.invalidate();
}

void JobsPanel::sampled(const Snapshot &snapshot)
{
    m_chips->setCounts(snapshot.counts);
    m_feed->sampled(snapshot);
    // The first results bring columns that were not there before.
    const bool due = !m_sinceColumns.isValid() || m_sinceColumns.hasExpired(columnsEveryMs);
    if (m_browser && snapshot.revision != m_columnsRevision && due) {
        m_columnsRevision = snapshot.revision;
        m_sinceColumns.start();
        m_browser->requestColumns();
    }
}

JobFilter JobsPanel::filter() const
{
    return m_feed->filter();
}

qint64 JobsPanel::shownCount() const
{
    return m_model->rowCount();
}

QStringList JobsPanel::listColumns() const
{
    return m_columns->listColumns();
}

QStringList JobsPanel::stepColumns() const
{
    return m_columns->stepColumns();
}

void JobsPanel::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void JobsPanel::search(const QString &text)
{
    m_chips->setStates({});
    m_search->setText(text);
    m_goToFirst = true;
    const auto before = m_feed->filter();
    applyFilter();
    if (m_feed->filter() == before && std::exchange(m_goToFirst, false) && m_model->rowCount() > 0)
        m_view->setCurrentIndex(m_model->index(0, 0)); // it was there already
    m_view->setFocus();
}

QString JobsPanel::memory() const
{
    const auto order = m_feed->order();
    return toText(
        JobsPanelMemory{m_columns->chosen(), m_view->columnWidths(), m_chips->states(), m_search->text(), order});
}

void JobsPanel::recall(const QString &memory)
{
    const auto kept = jobsPanelMemoryFromText(memory);
    m_columns->setChosen(kept.columns);
    m_model->setColumns(kept.columns);
    m_view->setColumnWidths(kept.widths);
    m_chips->setStates(kept.states);
    m_search->setText(kept.search);
    m_searchDelay.stop();
    m_feed->setOrder(kept.order);
    showOrder();
    applyFilter();
}

void JobsPanel::applyFilter()
{
    m_searchDelay.stop();
    auto filter = filterFromSearch(m_search->text());
    const bool readable = bool(filter);
    m_search->setProperty("bad", !readable);
    m_search->style()->unpolish(m_search);
    m_search->style()->polish(m_search);
    if (!readable) {
        m_shown->setText(filter.error().message);
        m_shown->show();
        return;
    }
    auto wanted = std::move(filter).value();
    if (!m_chips->states().empty())
        wanted.states = m_chips->states();
    m_feed->setFilter(wanted);
    Q_EMIT memoryChanged();
}

void JobsPanel::applyOrder(int section, Qt::SortOrder order)
{
    if (section < 0 || section >= m_model->columnCount())
        return;
    const auto key = m_model->columns()[static_cast<size_t>(section)].sortKey();
    if (key)
        m_feed->setOrder({*key, order == Qt::DescendingOrder});
    showOrder(); // back to where it was, for a column that nothing can be sorted by
    Q_EMIT memoryChanged();
}

void JobsPanel::showOrder()
{
    const auto order = m_feed->order();
    const auto &columns = m_model->columns();
    const auto sorted = std::find_if(columns.begin(), columns.end(),
                                     [&order](const JobColumn &column) { return column.sortKey() == order.key; });
    const int section = sorted == columns.end() ? -1 : static_cast<int>(sorted - columns.begin());
    const QSignalBlocker blocker(m_view->horizontalHeader());
    m_view->horizontalHeader()->setSortIndicator(section, order.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

JobFilter JobsPanel::selectionFilter() const
{
    JobFilter filter;
    if (m_view->keeper()->everythingSelected() && !m_feed->filter().asOf)
        return m_feed->filter();
    if (m_view->keeper()->everythingSelected()) { // what is changed is these jobs, whatever they have become since
        filter.ids = m_model->ids();
        return filter;
    }
    filter.ids = m_view->keeper()->selectedIds();
    return filter;
}

void JobsPanel::showMenu(const QPoint &position)
{
    const auto count = m_view->keeper()->selectedCount();
    if (count == 0)
        return;
    const auto current = m_view->currentIndex();
    const auto *row = count == 1 && current.isValid() ? m_model->rowAt(current.row()) : nullptr;
    auto *menu = new JobContextMenu(count, row, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu, &JobContextMenu::requeueChosen, this,
            [this, count] { Q_EMIT requeueRequested(selectionFilter(), count); });
    connect(menu, &JobContextMenu::cancelChosen, this,
            [this, count] { Q_EMIT cancelRequested(selectionFilter(), count); });
    connect(menu, &JobContextMenu::copyChosen, this, &JobsPanel::copyAddresses);
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

void JobsPanel::copyAddresses()
{
    m_feed->requestAddresses(m_view->keeper()->selectedIds());
}

} // namespace sluice
