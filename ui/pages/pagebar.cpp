#include "ui/pages/pagebar.h"

#include "ui/theme/icons.h"
#include "ui/theme/look.h"

#include <QButtonGroup>
#include <QToolButton>
#include <QVBoxLayout>

namespace sluice {

namespace {

constexpr int barWidth = 76;
constexpr int iconSize = 20;

} // namespace

PageBar::PageBar(QWidget *parent) : QFrame(parent), m_group(new QButtonGroup(this)), m_column(new QVBoxLayout(this))
{
    setLook(this, Look::PageBar);
    setFixedWidth(barWidth);
    setAccessibleName(tr("Pages"));
    m_column->setContentsMargins(0, metrics::gap, 1, metrics::gap);
    m_column->setSpacing(0);
    m_column->addStretch();
    connect(m_group, &QButtonGroup::idToggled, this, [this](int index, bool on) {
        if (on)
            Q_EMIT chosenChanged(index);
    });
}

void PageBar::add(QLatin1StringView icon, const QString &title, const QString &tip)
{
    auto *button = new QToolButton(this);
    setLook(button, Look::PageTab);
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setIconSize({iconSize, iconSize});
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setText(title);
    button->setToolTip(tip);
    button->setAccessibleName(title);
    button->setAccessibleDescription(tip);
    const auto paint = [button, icon](bool on) {
        button->setIcon(themedIcon(icon, on ? IconTone::Accent : IconTone::Dimmed));
    };
    connect(button, &QToolButton::toggled, button, paint);
    paint(false);
    const int index = count();
    m_group->addButton(button, index);
    m_column->insertWidget(index, button);
    if (index == 0)
        button->setChecked(true);
}

int PageBar::count() const
{
    return static_cast<int>(m_group->buttons().size());
}

int PageBar::chosen() const
{
    return m_group->checkedId();
}

void PageBar::choose(int index)
{
    if (auto *button = m_group->button(index))
        button->setChecked(true);
}

} // namespace sluice
