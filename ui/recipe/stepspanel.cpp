#include "ui/recipe/stepspanel.h"

#include "processing/stepregistry.h"
#include "ui/recipe/recipemodel.h"
#include "ui/recipe/steprowdelegate.h"
#include "ui/theme/icons.h"
#include "ui/theme/look.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QStyle>
#include <QToolButton>

namespace sluice {

namespace {

constexpr int sentenceWidth = 560;

QToolButton *flatButton(QLatin1StringView iconName, const QString &name, const QString &keys, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    setLook(button, Look::Flat);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setIcon(themedIcon(iconName, IconTone::Dimmed));
    button->setAccessibleName(name);
    button->setToolTip(QStringLiteral("%1 (%2)").arg(name, keys));
    return button;
}

QWidget *emptyHint(QWidget *parent)
{
    auto *page = new QWidget(parent);
    auto *text =
        new QLabel(StepsPanel::tr("A recipe is what is done with every body, one step after the other: a checksum, a "
                                  "thumbnail, values taken out. Each step gets what the one before made.\n\n"
                                  "Add the first one above, or begin with an example."),
                   page);
    text->setWordWrap(true);
    setLook(text, Look::Dimmed);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 4, 0);
    column->addWidget(text);
    column->addStretch();
    return page;
}

} // namespace

StepListView::StepListView(QWidget *parent) : QListView(parent)
{
    setAccessibleName(tr("Steps"));
    setAccessibleDescription(tr("Insert adds a step, Delete removes one, Alt with an arrow key moves one."));
    setFrameShape(QFrame::NoFrame);
    setProperty("look", QStringLiteral("steps"));
    setMouseTracking(true);
    setSpacing(1);
    setDragDropMode(QAbstractItemView::InternalMove);
    setDefaultDropAction(Qt::MoveAction);
    setDragDropOverwriteMode(false);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void StepListView::keyPressEvent(QKeyEvent *event)
{
    const bool alt = event->modifiers() == Qt::AltModifier;
    if (event->key() == Qt::Key_Delete)
        Q_EMIT removeRequested();
    else if (event->key() == Qt::Key_Insert)
        Q_EMIT addRequested();
    else if (alt && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        Q_EMIT moveRequested(event->key() == Qt::Key_Up ? -1 : 1);
    else
        QListView::keyPressEvent(event);
}

StepsPanel::StepsPanel(RecipeModel *model, QWidget *parent)
    : QFrame(parent)
    , m_model(model)
    , m_stack(new QStackedWidget(this))
    , m_list(new StepListView(m_stack))
    , m_add(new QToolButton(this))
    , m_up(flatButton(QLatin1StringView("up"), tr("Do this step earlier"), tr("Alt+Up"), this))
    , m_down(flatButton(QLatin1StringView("down"), tr("Do this step later"), tr("Alt+Down"), this))
    , m_remove(flatButton(QLatin1StringView("close"), tr("Remove this step"), tr("Delete"), this))
{
    setLook(this, Look::Card);
    m_list->setModel(model);
    m_list->setItemDelegate(new StepRowDelegate(m_list));
    m_stack->addWidget(emptyHint(m_stack));
    m_stack->addWidget(m_list);
    m_add->setText(tr("A&dd a step"));
    m_add->setIcon(themedIcon(QLatin1StringView("add")));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setFocusPolicy(Qt::StrongFocus);
    m_add->setMenu(buildMenu());

    auto *title = new QLabel(tr("Steps"), this);
    setLook(title, Look::Heading);
    auto *head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch();
    head->addWidget(m_add);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(2);
    for (auto *button : {m_up, m_down, m_remove})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::cardPadding, metrics::gap, metrics::gap, metrics::gap);
    column->setSpacing(metrics::gap);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    column->addLayout(buttons);

    connect(m_list, &StepListView::removeRequested, this, &StepsPanel::removeCurrent);
    connect(m_list, &StepListView::moveRequested, this, &StepsPanel::moveCurrent);
    connect(m_list, &StepListView::addRequested, m_add, &QToolButton::showMenu);
    connect(m_remove, &QToolButton::clicked, this, &StepsPanel::removeCurrent);
    connect(m_up, &QToolButton::clicked, this, [this] { moveCurrent(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { moveCurrent(1); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        showState();
        Q_EMIT currentChanged(index);
    });
    connect(model, &RecipeModel::recipeChanged, this, &StepsPanel::showState);
    connect(model, &RecipeModel::replaced, this, &StepsPanel::setCurrent);
    showState();
}

QMenu *StepsPanel::buildMenu()
{
    auto *menu = new QMenu(m_add);
    menu->setAccessibleName(tr("Kinds of steps"));
    menu->setToolTipsVisible(true);
    for (const auto &kind : stepKinds()) {
        // What follows the tab stands in a column of its own.
        const auto sentence = fontMetrics().elidedText(kind.sentence, Qt::ElideRight, sentenceWidth);
        auto *action = menu->addAction(QStringLiteral("%1\t%2").arg(kind.name, sentence));
        action->setToolTip(kind.sentence);
        connect(action, &QAction::triggered, this, [this, name = kind.name] { add(name); });
    }
    return menu;
}

QModelIndex StepsPanel::current() const
{
    return m_list->currentIndex();
}

void StepsPanel::setCurrent(int row)
{
    m_list->setCurrentIndex(m_model->index(row));
    if (row < 0)
        Q_EMIT currentChanged({});
    showState();
}

void StepsPanel::add(const QString &name)
{
    const int row = current().isValid() ? current().row() + 1 : m_model->rowCount();
    m_model->add(name, row);
    setCurrent(row);
    m_list->setFocus();
}

void StepsPanel::removeCurrent()
{
    const auto index = current();
    if (!index.isValid())
        return;
    const int row = index.row();
    const auto name = index.data(RecipeModel::NameRole).toString();
    m_model->remove(row);
    setCurrent(std::min(row, m_model->rowCount() - 1));
    Q_EMIT removed(row, name);
}

void StepsPanel::moveCurrent(int by)
{
    if (m_model->move(current().row(), current().row() + by))
        m_list->scrollTo(current());
}

void StepsPanel::showState()
{
    const int row = current().row();
    const int rows = m_model->rowCount();
    m_stack->setCurrentIndex(rows == 0 ? 0 : 1);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < rows);
    m_remove->setEnabled(row >= 0);
    m_add->setProperty("look", rows == 0 ? QStringLiteral("primary") : QString());
    m_add->setIcon(themedIcon(QLatin1StringView("add"), rows == 0 ? IconTone::OnAccent : IconTone::Text));
    m_add->style()->unpolish(m_add);
    m_add->style()->polish(m_add);
}

} // namespace sluice
