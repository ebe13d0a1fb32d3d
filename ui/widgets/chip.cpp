#include "ui/widgets/chip.h"

#include "core/humanize.h"
#include "ui/theme/palette.h"

#include <QPainter>

namespace sluice {

namespace {

constexpr int chipHeight = 26;
constexpr int side = 10;
constexpr int signSize = 14;
constexpr int space = 5;

} // namespace

Chip::Chip(const QString &word, const QIcon &icon, QWidget *parent) : QAbstractButton(parent)
{
    setText(word);
    setIcon(icon);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    m_count = humanCount(0);
}

void Chip::setCount(qint64 count, const QString &spoken)
{
    const auto figure = humanCount(count);
    if (figure == m_count && !accessibleName().isEmpty())
        return;
    const bool widthChanged = figure.size() != m_count.size();
    m_count = figure;
    setAccessibleName(tr("%1: %2").arg(text(), spoken));
    if (widthChanged)
        updateGeometry();
    update();
}

void Chip::setTerse(bool terse)
{
    if (terse == m_terse || icon().isNull())
        return;
    m_terse = terse;
    updateGeometry();
    update();
}

int Chip::fullWidth() const
{
    return widthOf(false);
}

QSize Chip::sizeHint() const
{
    return {widthOf(m_terse), chipHeight};
}

int Chip::widthOf(bool terse) const
{
    const auto metrics = fontMetrics();
    const int iconPart = icon().isNull() ? 0 : signSize + space;
    const int wordPart = terse ? 0 : metrics.horizontalAdvance(text()) + space;
    // Digits of one width keep the row of chips from trembling while counts run.
    return 2 * side + iconPart + wordPart + metrics.horizontalAdvance(u'8') * static_cast<int>(m_count.size());
}

void Chip::paintEvent(QPaintEvent *)
{
    const auto &colours = paletteFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(isChecked() || hasFocus() ? colours.accent : colours.line);
    painter.setBrush(isChecked() ? colours.accentGround : underMouse() ? colours.header : colours.card);
    painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2);

    int x = side;
    if (!icon().isNull()) {
        icon().paint(&painter, QRect(x, (rect().height() - signSize) / 2, signSize, signSize));
        x += signSize + space;
    }
    if (!m_terse) {
        painter.setPen(colours.text);
        const int wordWidth = fontMetrics().horizontalAdvance(text());
        painter.drawText(QRect(x, 0, wordWidth + 2, rect().height()), Qt::AlignVCenter | Qt::AlignLeft, text());
        x += wordWidth + space;
    }
    painter.setPen(isChecked() ? colours.text : colours.dimmed);
    painter.drawText(QRect(x, 0, rect().width() - x, rect().height()), Qt::AlignVCenter | Qt::AlignLeft, m_count);
}

} // namespace sluice
