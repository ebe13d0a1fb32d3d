#include "ui/pages/pagestack.h"

#include "ui/pages/pagebar.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QApplication>

namespace sluice {

PageStack::PageStack(QWidget *parent) : QStackedWidget(parent), m_bar(new PageBar(parent))
{
    connect(m_bar, &PageBar::chosenChanged, this, &PageStack::showChosen);
}

void PageStack::add(QLatin1StringView icon, const QString &title, const QString &tip, QWidget *page,
                    std::function<void(const Snapshot &)> sample)
{
    const int index = count();
    addWidget(page);
    m_names.append(icon);
    m_samples.push_back(std::move(sample));
    const QKeySequence keys(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + index));
    auto *action = new QAction(themedIcon(icon), title, this);
    action->setShortcut(keys);
    action->setStatusTip(tip);
    connect(action, &QAction::triggered, this, [this, index] {
        m_bar->choose(index);
        widget(index)->setFocus();
    });
    m_actions.append(action);
    m_bar->add(icon, title, QStringLiteral("%1 (%2)").arg(tip, keys.toString(QKeySequence::NativeText)));
}

void PageStack::setAvailable(bool available)
{
    m_bar->setVisible(available);
    for (auto *action : m_actions)
        action->setEnabled(available);
}

void PageStack::show(const QString &name)
{
    m_bar->choose(static_cast<int>(m_names.indexOf(name)));
}

QString PageStack::shown() const
{
    return m_names.value(currentIndex());
}

void PageStack::sampled(const Snapshot &snapshot)
{
    if (count() > 0)
        m_samples[static_cast<size_t>(currentIndex())](snapshot);
}

void PageStack::showChosen(int index)
{
    setCurrentIndex(index);
    // Who goes through the bar by key stays there; who clicks wants to be in the page.
    auto *focus = QApplication::focusWidget();
    if (currentWidget() && isVisible() && !(focus && m_bar->isAncestorOf(focus)))
        currentWidget()->setFocus();
    Q_EMIT pageShown();
}

} // namespace sluice
