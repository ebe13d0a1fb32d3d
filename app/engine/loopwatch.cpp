#include "engine/loopwatch.h"

#include <QAbstractEventDispatcher>

namespace sluice {

LoopWatch::LoopWatch(Clock *clock, TaskHistory *history) : m_clock(clock), m_history(history)
{
#ifndef QT_NO_DEBUG
    m_sampler = std::make_unique<StackSampler>(clock, patience);
#endif
    const auto *dispatcher = QAbstractEventDispatcher::instance();
    QObject::connect(dispatcher, &QAbstractEventDispatcher::awake, &m_context, [this] { begin(); });
    QObject::connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, &m_context, [this] { end(); });
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
}

} // namespace sluice
