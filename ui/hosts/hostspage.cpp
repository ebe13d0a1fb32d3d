#include "ui/hosts/hostspage.h"

#include "core/humanize.h"
#include "engine/engine.h"
#include "ui/hosts/hostactions.h"
#include "ui/hosts/hostfeed.h"
#include "ui/hosts/hosttablemodel.h"
#include "ui/hosts/hosttableview.h"
#include "ui/theme/icons.h"
#include "ui/theme/look.h"
#include "ui/widgets/columnsbutton.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/tablecolumns.h"
#include "ui/words.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>

namespace sluice {

namespace {

constexpr int searchDelayMs = 200;

/// The action as a button: the same word, sign, tip and state.
QPushButton *buttonFor(QAction *action, QWidget *parent)
{
    auto *button = new QPushButton(parent);
    const auto follow = [button, action] {
        button->setText(action->text());
        button->setIcon(action->icon());
        button->setToolTip(action->toolTip());
        button->setEnabled(action->isEnabled());
    };
    follow();
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

} // namespace

HostsPage::HostsPage(Engine *engine, MessageBar *messages, QWidget *parent)
    : QFrame(parent)
    , m_feed(new HostFeed(engine, this))
    , m_model(new HostTableModel(this))
    , m_view(new HostTableView(m_model, this))
    , m_actions(new HostActions(
          engine, messages, [this] { return m_view->selectedRows(); }, this))
    , m_search(new QLineEdit(this))
    , m_summary(new QLabel(this))
    , m_stack(new QStackedLayout)
{
    setLook(this, Look::Card);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 1, 6); // the table keeps clear of the rounded corners at the bottom
    column->setSpacing(0);
    column->addWidget(buildTop());
    column->addLayout(m_stack, 1);
    m_stack->addWidget(m_view);
    m_stack->addWidget(buildEmpty());
    setFocusProxy(m_view);

    connect(m_view, &HostTableView::orderChosen, m_feed, &HostFeed::setOrder);
    connect(m_view, &HostTableView::selectedHostsChanged, this, &HostsPage::updateActions);
    connect(m_view, &QWidget::customContextMenuRequested, this, &HostsPage::popUpMenu);
    connect(m_view, &QAbstractItemView::activated, m_actions->showJobs, &QAction::trigger);
    connect(m_actions, &HostActions::jobsWanted, this, &HostsPage::jobsOfHostRequested);
    connect(m_feed, &HostFeed::listReady, this, &HostsPage::showList);
    m_searchDelay.setSingleShot(true);
    m_searchDelay.setInterval(searchDelayMs);
    connect(m_search, &QLineEdit::textChanged, &m_searchDelay, qOverload<>(&QTimer::start));
    connect(&m_searchDelay, &QTimer::timeout, this, [this] { m_feed->setSearch(m_search->text().trimmed()); });
    showList(std::make_shared<const HostList>());
}

QWidget *HostsPage::buildTop()
{
    m_search->setPlaceholderText(tr("Search hosts"));
    m_search->setAccessibleName(tr("Search hosts"));
    m_search->setToolTip(tr("Part of a host's name"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(themedIcon(QLatin1StringView("search"), IconTone::Dimmed), QLineEdit::LeadingPosition);
    setLook(m_summary, Look::Dimmed);
    auto *title = new QLabel(tr("Hosts"), this);
    setLook(title, Look::Heading);

    auto *words = new QHBoxLayout;
    words->setSpacing(metrics::cardPadding);
    words->addWidget(title);
    words->addWidget(m_summary, 1);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(metrics::gap);
    tools->addWidget(m_search, 1);
    for (auto *action : {m_actions->limit, m_actions->pause, m_actions->retry, m_actions->showJobs})
        tools->addWidget(buttonFor(action, this));
    auto *columns = new ColumnsButton(this);
    m_view->columns()->offerIn(columns);
    tools->addWidget(columns);
    auto *top = new QWidget(this);
    auto *column = new QVBoxLayout(top);
    column->setContentsMargins(metrics::cardPadding, metrics::cardPadding, metrics::cardPadding, metrics::cardPadding);
    column->setSpacing(metrics::gap);
    column->addLayout(words);
    column->addLayout(tools);
    return top;
}

QWidget *HostsPage::buildEmpty()
{
    auto *empty = new QWidget(this);
    const auto centred = [empty](Look look) {
        auto *label = new QLabel(empty);
        setLook(label, look);
        label->setAlignment(Qt::AlignCenter);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        return label;
    };
    m_emptyTitle = centred(Look::Heading);
    m_emptyText = centred(Look::Dimmed);
    auto *column = new QVBoxLayout(empty);
    column->setContentsMargins(metrics::betweenCards, 0, metrics::betweenCards, 0);
    column->setSpacing(metrics::gap);
    column->addStretch(2);
    column->addWidget(m_emptyTitle);
    column->addWidget(m_emptyText);
    column->addStretch(3);
    return empty;
}

void HostsPage::setBrowser(JobBrowser *browser)
{
    m_moment.reset();
    m_feed->setBrowser(browser);
}

void HostsPage::sampled(const Snapshot &snapshot)
{
    if (!isVisible())
        return;
    m_moment = snapshot.asOf;
    m_feed->setMoment(m_moment);
    m_feed->sampled(snapshot);
}

void HostsPage::showList(const std::shared_ptr<const HostList> &list)
{
    m_model->setList(list);
    QStringList parts;
    if (list->known > 0)
        parts.append(list->known == 1 ? tr("1 host") : tr("%1 hosts").arg(humanCount(list->known)));
    if (static_cast<qint64>(list->rows.size()) != list->known)
        parts.append(tr("%1 shown").arg(humanCount(static_cast<qint64>(list->rows.size()))));
    if (list->cooling > 0)
        parts.append(tr("%1 cooling").arg(humanCount(list->cooling)));
    if (list->paused > 0)
        parts.append(tr("%1 paused").arg(humanCount(list->paused)));
    if (list->dropped > 0)
        parts.append(tr("%1 quiet ones left out: they were heard of longest ago").arg(humanCount(list->dropped)));
    if (list->known > 0)
        parts.append(m_moment           ? tr("as of %1").arg(clockText(*m_moment))
                     : m_feed->isLive() ? tr("this run")
                                        : tr("all runs of the project"));
    m_summary->setText(parts.join(QStringLiteral(" · ")));
    const bool nothingFound = list->known > 0 && list->rows.empty();
    m_emptyTitle->setText(nothingFound ? tr("No host has this in its name.")
                                       : tr("No host was asked for anything yet."));
    m_emptyText->setText(
        nothingFound
            ? tr("Clear the search to see all of them.")
            : tr("Start the run: every host then has a row here, with what is in flight to it, how soon it "
                 "answers and what fails. One that struggles can be limited or paused while the others go on."));
    m_stack->setCurrentIndex(list->rows.empty() ? 1 : 0);
    updateActions();
}

void HostsPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void HostsPage::updateActions()
{
    m_actions->setSelection(m_view->selection(), m_moment.has_value());
}

void HostsPage::popUpMenu(const QPoint &position)
{
    if (!m_view->selectionModel()->hasSelection())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_actions->limit, m_actions->pause, m_actions->retry});
    menu->addSeparator();
    menu->addActions({m_actions->showJobs, m_actions->copy});
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

} // namespace sluice
