#include "ui/run/progressstrip.h"

#include "core/humanize.h"
#include "engine/snapshot.h"
#include "ui/run/progressbar.h"
#include "ui/theme/look.h"

#include <QHBoxLayout>
#include <QLabel>

#include <cmath>

namespace sluice {

namespace {

constexpr qint64 rateOverMs = 30'000;
constexpr qint64 rateKnownAfterMs = 2'000;

/// Our own words and numbers only: this is shown as rich text.
QString strong(const QString &text)
{
    return QStringLiteral("<b>%1</b>").arg(text.toHtmlEscaped());
}

} // namespace

ProgressStrip::ProgressStrip(QWidget *parent)
    : QWidget(parent), m_percent(new QLabel(this)), m_bar(new ProgressBar(this)), m_numbers(new QLabel(this))
{
    setLook(m_percent, Look::Heading);
    m_numbers->setTextFormat(Qt::RichText);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::cardPadding);
    row->addWidget(m_percent);
    row->addWidget(m_bar, 1);
    row->addWidget(m_numbers);
    m_clock.start();
}

void ProgressStrip::sampled(const Snapshot &snapshot)
{
    const auto &counts = snapshot.counts;
    const auto total = counts.total();
    const auto finished = counts.of(JobState::Succeeded) + counts.of(JobState::Failed) + counts.of(JobState::Cancelled);
    m_bar->setCounts(counts);
    m_percent->setText(humanPercent(total == 0 ? 0 : static_cast<double>(finished) / static_cast<double>(total)));

    QStringList parts{tr("%1 of %2").arg(strong(humanCount(finished)), humanCount(total))};
    const double rate = finishRate(snapshot);
    if (snapshot.state != RunState::Idle) {
        parts.append(strong(humanRate(snapshot.requestsPerSecond)));
        parts.append(strong(humanByteRate(snapshot.bytesPerSecond)));
    }
    if (snapshot.state == RunState::Running && rate > 0 && finished < total) {
        const Duration left(std::llround(static_cast<double>(total - finished) / rate * 1e6));
        parts.append(tr("%1 left").arg(strong(humanDuration(left))));
    } else if (snapshot.state == RunState::Idle && snapshot.elapsed > Duration::zero()) {
        parts.append(tr("took %1").arg(strong(humanDuration(snapshot.elapsed))));
    }
    m_numbers->setText(parts.join(QStringLiteral(" · ")));
}

double ProgressStrip::finishRate(const Snapshot &snapshot)
{
    if (snapshot.state != RunState::Running) {
        m_marks.clear();
        return 0;
    }
    const auto &counts = snapshot.counts;
    const auto finished = counts.of(JobState::Succeeded) + counts.of(JobState::Failed) + counts.of(JobState::Cancelled);
    m_marks.push_back({m_clock.elapsed(), finished});
    while (m_marks.back().ms - m_marks.front().ms > rateOverMs)
        m_marks.pop_front();
    const auto span = m_marks.back().ms - m_marks.front().ms;
    if (span < rateKnownAfterMs)
        return 0;
    return static_cast<double>(m_marks.back().finished - m_marks.front().finished) * 1e3 / static_cast<double>(span);
}

} // namespace sluice
