#include "ui/widgets/columnsbutton.h"

#include "ui/theme/icons.h"

#include <QMenu>

namespace sluice {

namespace {

/// A menu that stays open while boxes are ticked.
class TickMenu final : public QMenu
{
public:
    using QMenu::QMenu;

protected:
    void mouseReleaseEvent(QMouseEvent *event) override
    {
        auto *action = activeAction();
        if (action && action->isCheckable())
            action->trigger();
        else
            QMenu::mouseReleaseEvent(event);
    }
};

} // namespace

ColumnsButton::ColumnsButton(QWidget *parent) : QToolButton(parent)
{
    setText(tr("Col&umns"));
    setAccessibleName(tr("Columns of the table"));
    setToolTip(tr("Choose which columns the table shows"));
    setIcon(themedIcon(QLatin1StringView("columns")));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPopupMode(QToolButton::InstantPopup);
    setMenu(new TickMenu(this));
}

void ColumnsButton::serve(QWidget *head)
{
    head->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(head, &QWidget::customContextMenuRequested, this,
            [this, head](const QPoint &position) { menu()->popup(head->mapToGlobal(position)); });
}

} // namespace sluice
