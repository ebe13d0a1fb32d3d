#include "ui/widgets/emptystate.h"

#include "ui/theme/icons.h"
#include "ui/theme/look.h"
#include "ui/theme/palette.h"
#include "ui/widgets/centredtext.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace sluice {

namespace {

QPushButton *buttonFor(QAction *action, const QString &text, QLatin1StringView iconName, bool primary, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    if (primary)
        setLook(button, Look::Primary);
    button->setIcon(themedIcon(iconName, primary ? IconTone::OnAccent : IconTone::Text));
    button->setToolTip(action->toolTip());
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

} // namespace

EmptyState::EmptyState(QAction *paste, QAction *openList, QAction *practice, QWidget *parent) : QFrame(parent)
{
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addStretch();
    auto *first = buttonFor(paste, tr("Pas&te addresses…"), QLatin1StringView("paste"), true, this);
    setFocusProxy(first);
    buttons->addWidget(first);
    buttons->addWidget(buttonFor(openList, tr("Open a &list…"), QLatin1StringView("list"), false, this));
    buttons->addWidget(buttonFor(practice, tr("Tr&y the practice server"), QLatin1StringView("server"), false, this));
    buttons->addStretch();

    auto *column = new QVBoxLayout(this);
    column->setSpacing(metrics::betweenCards);
    column->addStretch(2);
    const auto add = [this, column](const QString &text, Look look) {
        addCentredText(column, text, look, this);
    };
    add(tr("Paste addresses here, drop a list, or try the practice server."), Look::Heading);
    add(tr("Sluice fetches every address under your limits, runs your steps on what comes back, "
           "shows what holds it up, and keeps the results. Nothing starts before you press Start."),
        Look::Dimmed);
    column->addLayout(buttons);
    add(tr("Lists: .txt, .csv, .tsv, .jsonl, .xml, also .gz and .zst of these. Other files are processed without "
           "fetching."),
        Look::Dimmed);
    column->addStretch(3);
}

void EmptyState::paintEvent(QPaintEvent *)
{
    const auto &colours = paletteFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(colours.card);
    QPen pen(colours.line, 2, Qt::DashLine);
    painter.setPen(pen);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
}

} // namespace sluice
