#pragma once

#include <QWidget>

namespace sluice {

class FirstByteChart;
class InFlightChart;
class ThroughputChart;
struct Snapshot;

/// The live charts, one above the other: as many as have room to be read. After a run they show its last two minutes.
class ChartsColumn : public QWidget
{
    Q_OBJECT

public:
    explicit ChartsColumn(QWidget *parent = nullptr);

    void sampled(const Snapshot &snapshot);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    ThroughputChart *m_throughput;
    InFlightChart *m_inFlight;
    FirstByteChart *m_firstByte;
};

} // namespace sluice
