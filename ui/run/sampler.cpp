#include "ui/run/sampler.h"

#include "engine/engine.h"

namespace sluice {

namespace {

constexpr int runningMs = 250;
constexpr int idleMs = 1'000;

} // namespace

Sampler::Sampler(Engine *engine, QObject *parent) : QObject(parent), m_engine(engine)
{
    connect(&m_timer, &QTimer::timeout, this, &Sampler::sampleNow);
    connect(engine, &Engine::runStateChanged, this, &Sampler::sampleNow);
    connect(engine, &Engine::projectChanged, this, &Sampler::sampleNow);
    m_timer.setInterval(idleMs);
}

void Sampler::setVisible(bool visible)
{
    if (visible == m_timer.isActive())
        return;
    if (!visible) {
        m_timer.stop();
        return;
    }
    m_timer.start();
    sampleNow();
}

void Sampler::sampleNow()
{
    if (!m_engine->isOpen())
        return;
    m_latest = m_engine->snapshot();
    const int wanted = m_latest.state == RunState::Idle ? idleMs : runningMs;
    if (m_timer.interval() != wanted)
        m_timer.setInterval(wanted);
    Q_EMIT sampled(m_latest);
}

} // namespace sluice
