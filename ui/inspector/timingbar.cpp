#include "ui/inspector/timingbar.h"

#include "core/humanize.h"
#include "ui/inspector/waitlook.h"
#include "ui/theme/palette.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace sluice {

namespace {

constexpr int barHeight = 14;
constexpr int labelGap = 4;
constexpr int labelSpace = 14;
constexpr double between = 1;
/// Also what took next to no time can be seen and pointed at.
constexpr double narrowest = 4;

QString namedSpan(WaitReason reason, Duration span)
{
    return QStringLiteral("%1 %2").arg(waitWord(reason), humanDuration(span));
}

} // namespace

TimingBar::TimingBar(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Where the time went"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TimingBar::setTimes(const WaitTimes &times)
{
    m_times = times;
    QStringList words;
    for (const auto &segment : segments())
        words.append(namedSpan(segment.reason, m_times.of(segment.reason)));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    update();
}

QSize TimingBar::sizeHint() const
{
    return {400, barHeight + labelGap + fontMetrics().height()};
}

QSize TimingBar::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

std::vector<TimingBar::Segment> TimingBar::segments() const
{
    std::vector<WaitReason> reasons;
    for (size_t i = 0; i < waitReasonCount; ++i) {
        const auto reason = static_cast<WaitReason>(i);
        if (m_times.of(reason) > Duration::zero())
            reasons.push_back(reason);
    }
    std::vector<Segment> result;
    const double total = seconds(m_times.total());
    const double room = width() - (narrowest + between) * static_cast<double>(reasons.size());
    double x = 0;
    for (const auto reason : reasons) {
        const double length = narrowest + room * seconds(m_times.of(reason)) / total;
        result.push_back({reason, QRectF(x, 0, length, barHeight)});
        x += length + between;
    }
    return result;
}

void TimingBar::paintEvent(QPaintEvent *)
{
    const auto &colours = paletteFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    auto parts = segments();
    painter.setPen(Qt::NoPen);
    for (const auto &part : parts) {
        painter.setBrush(toneColor(colours, waitTone(part.reason)));
        painter.drawRoundedRect(part.area, 2, 2);
    }

    // The longest spans get their labels first; a label may reach past its segment, but not into another label.
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Segment &one, const Segment &other) { return one.area.width() > other.area.width(); });
    painter.setPen(colours.dimmed);
    std::vector<QRectF> taken;
    for (const auto &part : parts) {
        const auto label = namedSpan(part.reason, m_times.of(part.reason));
        const double length = fontMetrics().horizontalAdvance(label) + labelSpace;
        const double x = std::clamp(part.area.left(), 0.0, std::max(0.0, width() - length));
        const QRectF place(x, barHeight + labelGap, length, fontMetrics().height());
        if (std::any_of(taken.begin(), taken.end(), [&](const QRectF &other) { return other.intersects(place); }))
            continue;
        taken.push_back(place);
        painter.drawText(place, Qt::AlignLeft, label);
    }
}

bool TimingBar::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (const auto &segment : segments()) {
        if (segment.area.adjusted(0, 0, between, labelGap).contains(help->pos())) {
            QToolTip::showText(
                help->globalPos(),
                QStringLiteral("%1: %2").arg(waitSentence(segment.reason), humanDuration(m_times.of(segment.reason))),
                this);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

} // namespace sluice
