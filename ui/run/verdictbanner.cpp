#include "ui/run/verdictbanner.h"

#include "core/humanize.h"
#include "core/safetext.h"
#include "engine/snapshot.h"
#include "ui/theme/icons.h"
#include "ui/theme/look.h"
#include "ui/widgets/iconlabel.h"
#include "ui/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QRegularExpression>
#include <QStyle>

namespace sluice {

namespace {

QString idleSentence(const StateCounts &counts)
{
    const auto waiting = counts.of(JobState::Queued) + counts.of(JobState::Retrying);
    const auto succeeded = counts.of(JobState::Succeeded);
    const auto failed = counts.of(JobState::Failed);
    if (waiting == counts.total()) {
        return VerdictBanner::tr("Ready. %1 in the queue: press Start to run under the limits above.")
            .arg(jobCount(waiting));
    }
    const auto results = VerdictBanner::tr("%1 succeeded, %2 failed.").arg(humanCount(succeeded), humanCount(failed));
    if (waiting > 0) {
        return VerdictBanner::tr("Stopped. %1 left to do; %2 Press Start to go on.").arg(jobCount(waiting), results);
    }
    return VerdictBanner::tr("Finished. %1").arg(results);
}

} // namespace

VerdictBanner::VerdictBanner(QWidget *parent)
    : QFrame(parent), m_icon(new IconLabel(16, this)), m_text(new QLabel(this))
{
    setLook(this, Look::Banner);
    m_text->setTextFormat(Qt::RichText);
    m_text->setWordWrap(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::cardPadding, metrics::gap, metrics::cardPadding, metrics::gap);
    row->setSpacing(metrics::gap);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
}

void VerdictBanner::sampled(const Snapshot &snapshot)
{
    const auto &verdict = snapshot.verdict.text;
    const auto plain = QLatin1StringView("info");
    if (snapshot.asOf) {
        say(tr("Showing %1. %2").arg(clockText(*snapshot.asOf), verdict), QLatin1StringView("clock"), false);
        return;
    }
    switch (snapshot.state) {
    case RunState::Idle: {
        const auto idle = idleSentence(snapshot.counts);
        say(verdict.isEmpty() ? idle : idle + u' ' + verdict, plain, false);
        return;
    }
    case RunState::Running:
        say(verdict.isEmpty() ? tr("Running. What holds it back shows after a few seconds.") : verdict, plain, false);
        return;
    case RunState::Paused:
        if (snapshot.pausedBecause.isEmpty())
            say(tr("Paused. No new job starts; press Resume to go on."), plain, false);
        else
            say(tr("Paused. %1").arg(snapshot.pausedBecause), QLatin1StringView("warning"), true);
        return;
    case RunState::Draining:
        say(tr("Draining. No new job starts; %1 in flight to finish.").arg(jobCount(snapshot.inFlight)), plain, false);
        return;
    case RunState::Stopping:
        say(tr("Stopping. What was in flight goes back to the queue."), plain, false);
        return;
    }
}

void VerdictBanner::say(const QString &sentence, QLatin1StringView sign, bool trouble)
{
    if (sentence == m_shown)
        return;
    m_shown = sentence;
    setLook(this, trouble ? Look::Trouble : Look::Banner);
    style()->unpolish(this);
    style()->polish(this);
    m_icon->setIcon(themedIcon(sign, trouble ? IconTone::Failed : IconTone::Accent));
    // The claim comes first and ends with the first full stop or colon; the rest says why. Host names may be in it.
    const auto visible = visibleText(sentence, 1'000);
    static const QRegularExpression claimEnds(QStringLiteral("[.:] "));
    const auto end = visible.indexOf(claimEnds);
    const auto claim = (end < 0 ? visible : visible.left(end + 1)).toHtmlEscaped();
    const auto evidence = (end < 0 ? QString() : visible.mid(end + 2)).toHtmlEscaped();
    m_text->setText(QStringLiteral("<b>%1</b> %2").arg(claim, evidence));
    setAccessibleName(sentence);
}

} // namespace sluice
