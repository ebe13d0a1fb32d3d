#include "ui/run/progressbar.h"

#include "core/humanize.h"
#include "ui/theme/palette.h"
#include "ui/theme/statelook.h"

#include <QPainter>
#include <QPainterPath>

namespace sluice {

namespace {

constexpr double barHeight = 8;

} // namespace

ProgressBar::ProgressBar(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Progress"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ProgressBar::setCounts(const StateCounts &counts)
{
    if (counts == m_counts)
        return;
    m_counts = counts;
    QStringList words;
    for (const auto state : allJobStates)
        words.append(QStringLiteral("%1 %2").arg(stateWord(state), humanCount(counts.of(state))));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    setToolTip(words.join(u'\n'));
    update();
}

void ProgressBar::paintEvent(QPaintEvent *)
{
    const auto &colours = paletteFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF bar(0, (height() - barHeight) / 2, width(), barHeight);
    QPainterPath outline;
    outline.addRoundedRect(bar, barHeight / 2, barHeight / 2);
    painter.setClipPath(outline);
    painter.fillRect(bar, colours.line);

    const auto total = static_cast<double>(m_counts.total());
    if (total == 0)
        return;
    double x = 0;
    for (const auto state : {JobState::Succeeded, JobState::Failed, JobState::Cancelled}) {
        const auto count = m_counts.of(state);
        // A single failure among a million can be seen.
        const double length = count == 0 ? 0 : std::max(2.0, width() * static_cast<double>(count) / total);
        const QRectF part(x, bar.top(), length, barHeight);
        const auto &color = toneColor(colours, stateTone(state));
        painter.fillRect(part, state == JobState::Cancelled ? QBrush(color, Qt::BDiagPattern) : QBrush(color));
        x += length;
    }
}

} // namespace sluice
