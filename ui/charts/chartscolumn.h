#pragma once

#include <QWidget>

namespace sluice {

class FirstByteChart;
class InFlightChart;
class ThroughputChart;
struct Snapshot;

/// The live charts, one above the other. After a run they show its last two minutes.
class ChartsColumn : public QWidget
{
    Q_OBJECT

public:
    explicit ChartsColumn(QWidget *parent = nullptr);

    void sampled(const Snapshot &snapshot);

private:
    ThroughputChart *m_throughput;
    InFlightChart *m_inFlight;
    FirstByteChart *m_firstByte;
};

} // namespace sluice
