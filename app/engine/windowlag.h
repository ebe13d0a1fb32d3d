// How late the window's event loop gets round to things.
#pragma once

#include "core/clock.h"

#include <QObject>

#include <memory>

namespace sluice {

class Engine;
class LoopLag;

/// Measures the thread it lives on while a run goes on, and reports to the engine, so that the run's series holds it.
/// Without a run it does nothing, and wakes nobody.
class WindowLag : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    WindowLag(Engine *engine, Clock *clock, QObject *parent);
    ~WindowLag() override;

private:
    void follow();

    Engine *m_engine;
    Clock *m_clock;
    std::unique_ptr<LoopLag> m_lag;
};

} // namespace sluice
