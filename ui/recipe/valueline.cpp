#include "ui/recipe/valueline.h"

#include "ui/words.h"

#include <QFocusEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionFrame>

namespace sluice {

namespace {

constexpr int beforeText = 2; // as QLineEdit has it

} // namespace

ValueLine::ValueLine(QWidget *parent) : QLineEdit(parent)
{
    setReadOnly(true);
    setFrame(false);
    setProperty("look", QStringLiteral("plain"));
}

void ValueLine::setValue(const QString &name, const QString &value)
{
    setAccessibleName(name);
    if (value == text())
        return;
    setText(value);
    setCursorPosition(0);
    setToolTip(plainTip(value));
}

QRect ValueLine::room() const
{
    QStyleOptionFrame option;
    initStyleOption(&option);
    return style()->subElementRect(QStyle::SE_LineEditContents, &option, this).adjusted(beforeText, 0, -beforeText, 0);
}

QString ValueLine::shownText() const
{
    return hasFocus() ? text() : fontMetrics().elidedText(text(), Qt::ElideRight, room().width());
}

/// A line that is cut in the middle of a value looks like a whole one.
void ValueLine::paintEvent(QPaintEvent *event)
{
    const auto shown = shownText();
    if (shown == text()) {
        QLineEdit::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(room(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
}

void ValueLine::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason) // its own menu copies what is selected
        setCursorPosition(0);
}

} // namespace sluice
