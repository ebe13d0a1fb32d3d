#include "ui/run/verdictbanner.h"

#include "core/humanize.h"
#include "core/safetext.h"
#include "engine/snapshot.h"
#include "ui/run/verdictdetails.h"
#include "ui/theme/icons.h"
#include "ui/theme/look.h"
#include "ui/widgets/iconlabel.h"
#include "ui/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
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
    : QFrame(parent)
    , m_icon(new IconLabel(16, this))
    , m_text(new QLabel(this))
    , m_apply(new QPushButton(tr("Apply"), this))
    , m_why(new QPushButton(tr("Why?"), this))
{
    setLook(this, Look::Banner);
    m_text->setTextFormat(Qt::RichText);
    m_text->setWordWrap(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::cardPadding, metrics::gap, metrics::cardPadding, metrics::gap);
    row->setSpacing(metrics::gap);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_apply);
    row->addWidget(m_why);
    m_why->setAccessibleDescription(tr("Shows what speaks for the verdict, and how the gain was reckoned."));
    m_why->setToolTip(m_why->accessibleDescription());
    m_apply->hide();
    m_why->hide();
    connect(m_apply, &QPushButton::clicked, this, [this] { Q_EMIT applyRequested(m_verdict); });
    connect(m_why, &QPushButton::clicked, this, &VerdictBanner::explain);
}

void VerdictBanner::sampled(const Snapshot &snapshot)
{
    const auto &judged = snapshot.verdict;
    const auto verdict = judged.remedy.isEmpty() ? judged.text : judged.text + u' ' + judged.remedy;
    offer(judged, snapshot.state == RunState::Running && !snapshot.asOf);
    const auto plain = QLatin1StringView("info");
    if (snapshot.asOf) {
        say(tr("Showing %1. %2").arg(clockText(*snapshot.asOf), verdict), QLatin1StringView("clock"), false);
        return;
    }
    switch (snapshot.state) {
    case RunState::Idle: {
        const auto idle = idleSentence(snapshot.counts);
        const bool isOver = judged.text.isEmpty() || judged.kind == VerdictKind::Finishing; // it was; now it has ended
        say(isOver ? idle : idle + u' ' + judged.text, plain, false);
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

void VerdictBanner::offer(const Verdict &verdict, bool applicable)
{
    if (verdict != m_verdict) {
        m_verdict = verdict;
        if (const auto &change = verdict.change) {
            auto tip = tr("Sets: %1.").arg(changeText(*change));
            if (verdict.gain)
                tip += u' ' + tr("Expected: %1. What it gave is said after some seconds.").arg(gainText(*verdict.gain));
            m_apply->setToolTip(tip);
            m_apply->setAccessibleDescription(tip);
        }
    }
    m_apply->setVisible(applicable && verdict.change.has_value());
    m_why->setVisible(!verdict.evidence.isEmpty());
}

void VerdictBanner::explain()
{
    if (!m_details)
        m_details = new VerdictDetails(this);
    m_details->open(m_verdict, m_why);
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
