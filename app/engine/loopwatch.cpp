#include "engine/loopwatch.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>

namespace sluice {

LoopWatch::LoopWatch(Clock *clock, TaskHistory *history, std::function<void(Duration)> heard)
    : m_clock(clock), m_history(history), m_heard(std::move(heard))
{
#ifndef QT_NO_DEBUG
    m_sampler = std::make_unique<StackSampler>(clock, patience);
#endif
    // A dispatcher says that it will wait, but not when something came: one calls itself awake only after it has dealt
    // with timers and sockets, another after everything. The first event after a wait says it.
    QCoreApplication::instance()->installEventFilter(this);
    const auto *dispatcher = QAbstractEventDispatcher::instance();
    connect(dispatcher, &QAbstractEventDispatcher::awake, this, &LoopWatch::begin);
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, &LoopWatch::end);
}

bool LoopWatch::eventFilter(QObject *, QEvent *)
{
    if (m_since == TimePoint())
        begin();
    return false;
}

/// Also from one round to the next, when there is no pause between them.
void LoopWatch::begin()
{
    end();
    m_since = m_clock->now();
    if (m_sampler)
        m_sampler->begin(m_since);
}

void LoopWatch::end()
{
    if (m_since == TimePoint())
        return;
    const auto now = m_clock->now();
    const auto took = now - m_since;
    m_since = {};
    const bool stoodStill = took > patience;
    auto function = m_sampler && stoodStill ? m_sampler->end() : QString();
    if (m_sampler)
        m_sampler->begin({});
    if (stoodStill)
        m_history->note({TaskIncident::Kind::Stall, now, 0, {}, {}, std::move(function), took, {}});
    if (m_heard && took >= worthTelling)
        m_heard(took);
}

} // namespace sluice
