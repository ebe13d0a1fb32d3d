#pragma once

#include "engine/snapshot.h"

#include <QObject>
#include <QTimer>

namespace sluice {

class Engine;

/// Reads the engine's state for the window: four times a second during a run, once a second otherwise, never while
/// nobody can see it.
class Sampler : public QObject
{
    Q_OBJECT

public:
    explicit Sampler(Engine *engine, QObject *parent = nullptr);

    void setVisible(bool visible);
    /// At once, besides the rhythm.
    void sampleNow();
    const Snapshot &latest() const { return m_latest; }

Q_SIGNALS:
    void sampled(const sluice::Snapshot &snapshot);

private:
    Engine *m_engine;
    QTimer m_timer;
    Snapshot m_latest;
};

} // namespace sluice
