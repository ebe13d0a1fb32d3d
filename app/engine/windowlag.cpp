#include "engine/windowlag.h"

#include "engine/engine.h"
#include "telemetry/looplag.h"

namespace sluice {

namespace {

constexpr auto interval = std::chrono::milliseconds(100);
constexpr auto worthTelling = std::chrono::milliseconds(1); // less is the machine's timers

} // namespace

WindowLag::WindowLag(Engine *engine, Clock *clock, QObject *parent) : QObject(parent), m_engine(engine), m_clock(clock)
{
    connect(engine, &Engine::runStateChanged, this, &WindowLag::follow);
    follow();
}

WindowLag::~WindowLag() = default;

void WindowLag::follow()
{
    if (m_engine->runState() == RunState::Idle)
        m_lag.reset();
    else if (!m_lag)
        m_lag = std::make_unique<LoopLag>(m_clock, interval, [this](Duration late) {
            if (late >= worthTelling)
                m_engine->reportWindowLag(late);
        });
}

} // namespace sluice
