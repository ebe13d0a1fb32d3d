#include "ui/failures/triage.h"

#include "core/safetext.h"
#include "engine/engine.h"
#include "engine/ignoredfailures.h"
#include "engine/wherefilter.h"
#include "ui/project/bulkundo.h"
#include "ui/widgets/messagebar.h"
#include "ui/words.h"

#include <QMessageBox>
#include <QPushButton>

namespace sluice {

namespace {

constexpr qint64 surelyUndone = 1'000'000; // jobs: see BulkChange::undo

bool isSameGroup(const FailureKey &ignored, const FailureKey &shown)
{
    return ignored.kind == shown.kind && ignored.phase == shown.phase && ignored.pattern == shown.pattern &&
           (ignored.host.isEmpty() || shown.host.isEmpty() || ignored.host == shown.host);
}

} // namespace

Triage::Triage(Engine *engine, MessageBar *messages, QObject *parent)
    : QObject(parent), m_engine(engine), m_messages(messages)
{
    projectChanged();
}

void Triage::projectChanged()
{
    m_ignored = failureKeysFromText(m_engine->value(QString::fromLatin1(ignoredFailuresKey)));
    m_messages->hide();
}

JobFilter Triage::filterOf(const FailureCluster &cluster) const
{
    return sluice::filterOf(cluster, m_ignored);
}

Result<void> Triage::setLimits(const LimitProfile &limits, const QString &who)
{
    auto options = m_engine->options();
    options.limits = limits;
    return m_engine->setOptions(options, who);
}

void Triage::retry(const FailureCluster &cluster, const LimitProfile &limits)
{
    std::function<void()> restoreLimits;
    const auto before = m_engine->options().limits;
    if (limits != before) {
        const auto taken = setLimits(limits, tr("for a retry of %1").arg(jobCount(cluster.count)));
        if (!taken) {
            m_messages->showTrouble(taken.error().message);
            return;
        }
        restoreLimits = [this, before, limits] {
            if (m_engine->options().limits != limits)
                return;
            const auto restored = setLimits(before, tr("retry undone"));
            if (!restored)
                m_messages->showTrouble(restored.error().message);
        };
    }
    m_engine->changeJobs(BulkAct::Requeue, filterOf(cluster), this,
                         [this, restoreLimits](const Result<BulkChange> &done) {
                             Q_EMIT changed();
                             if (done) {
                                 sayRetried(done.value(), restoreLimits);
                                 return;
                             }
                             if (restoreLimits)
                                 restoreLimits();
                             m_messages->showTrouble(done.error().message);
                         });
}

void Triage::sayRetried(const BulkChange &change, const std::function<void()> &restoreLimits)
{
    const auto sentence = queuedAgainText(change, *m_engine);
    if (change.undo != 0)
        say(sentence, [this, undone = change.undo, restoreLimits] { undo(undone, restoreLimits); });
    else if (restoreLimits)
        m_messages->showNotice(sentence, {tr("P&ut the limits back"), restoreLimits});
    else
        say(sentence, {});
}

void Triage::excludeHost(const QString &host)
{
    const auto counts = m_engine->snapshot().counts;
    if (counts.of(JobState::Queued) + counts.of(JobState::Retrying) <= surelyUndone) {
        cancelWaiting(host);
        return;
    }
    auto *box = new QMessageBox(m_messages->window());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Sluice"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Cancel all that waits for %1?").arg(visibleText(host, 80)));
    box->setInformativeText(
        tr("A change of more than %1 cannot be undone in one step. Select them under Cancelled and choose Try again to "
           "bring them back.")
            .arg(jobCount(surelyUndone)));
    auto *yes = box->addButton(tr("&Cancel them"), QMessageBox::AcceptRole);
    box->addButton(tr("&Leave them"), QMessageBox::RejectRole);
    connect(m_engine, &Engine::projectChanged, box, &QDialog::reject);
    connect(box, &QMessageBox::finished, this, [this, box, yes, host] {
        if (box->clickedButton() == yes)
            cancelWaiting(host);
    });
    box->open();
}

void Triage::cancelWaiting(const QString &host)
{
    JobFilter filter;
    filter.states = {JobState::Queued, JobState::Retrying};
    filter.hosts = {host};
    m_engine->changeJobs(BulkAct::Cancel, filter, this, [this, host](const Result<BulkChange> &done) {
        Q_EMIT changed();
        if (!done) {
            m_messages->showTrouble(done.error().message);
            return;
        }
        if (done.value().jobs == 0) {
            say(tr("Nothing of %1 was waiting in the queue.").arg(host), {});
            return;
        }
        auto sentence = tr("Cancelled: %1 of %2.").arg(jobCount(done.value().jobs), host);
        if (m_engine->runState() != RunState::Idle)
            sentence += QLatin1Char(' ') + tr("What was already handed out goes on.");
        say(
            sentence, done.value().undo == 0 ? std::function<void()>()
                                             : [this, change = done.value().undo] { undo(change, {}); });
    });
}

void Triage::ignore(const FailureCluster &cluster)
{
    auto keys = m_ignored;
    keys.push_back(cluster.key);
    say(tr("Ignored: %1 and what will fail like it.").arg(jobCount(cluster.count)),
        [this, before = m_ignored] { setIgnored(before); });
    setIgnored(std::move(keys));
}

void Triage::showAgain(const FailureCluster &cluster)
{
    auto keys = m_ignored;
    std::erase_if(keys, [&cluster](const FailureKey &key) { return isSameGroup(key, cluster.key); });
    say(tr("Shown again: %1.").arg(jobCount(cluster.count)), [this, before = m_ignored] { setIgnored(before); });
    setIgnored(std::move(keys));
}

void Triage::undo(qint64 change, const std::function<void()> &alsoUndo)
{
    if (alsoUndo)
        alsoUndo();
    undoChange(m_engine, m_messages, change, this, [this] { Q_EMIT changed(); });
}

void Triage::setIgnored(std::vector<FailureKey> keys)
{
    m_ignored = std::move(keys);
    m_engine->setValue(QString::fromLatin1(ignoredFailuresKey), toText(m_ignored));
    Q_EMIT changed();
}

void Triage::say(const QString &sentence, const std::function<void()> &undo)
{
    m_messages->showNotice(sentence, undo ? MessageBar::Offer{tr("&Undo"), undo} : MessageBar::Offer{});
}

} // namespace sluice
