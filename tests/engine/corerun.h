// The engine's own half on a thread that a test can hold up.
#pragma once

#include "core/systemclock.h"
#include "engine/bottleneck.h"
#include "engine/enginecore.h"
#include "engine/taskinspector.h"

#include <QThread>

#include <atomic>

namespace sluice::test {

/// Runs the list of a bottleneck, whose own engine stays idle, on another core. `onAttempt` is called with every
/// attempt that ends, on the core's thread, in the turn of the job's coroutine: what takes long there holds up the
/// event loop. Stopped and joined by end(), or with this.
class CoreRun
{
public:
    CoreRun(Bottleneck *list, const LimitProfile &limits, std::function<void()> onAttempt)
        : core(new EngineCore(&inspector))
    {
        list->fill();
        auto options = list->engine.options();
        options.limits = limits;
        core->moveToThread(&m_thread);
        QObject::connect(core, &EngineCore::attemptEnded, core, std::move(onAttempt));
        QObject::connect(&m_thread, &QThread::finished, core, &QObject::deleteLater);
        m_thread.start();
        auto *store = list->engine.store();
        QMetaObject::invokeMethod(core, [core = core, store, options] { core->start(store, options, true); });
    }
    ~CoreRun() { end(); }

    void end()
    {
        if (!m_thread.isRunning())
            return;
        std::atomic<bool> ended = false;
        QMetaObject::invokeMethod(core, [core = core, &ended] { core->stopThen([&ended] { ended = true; }); });
        const auto hasEnded = QTest::qWaitFor([&ended] { return ended.load(); }, 30'000);
        if (!hasEnded)
            qFatal("the run does not end");
        m_thread.quit();
        m_thread.wait();
    }

    SystemClock clock;
    TaskInspector inspector{&clock};
    EngineCore *core; ///< gone after end()

private:
    QThread m_thread;
};

} // namespace sluice::test
