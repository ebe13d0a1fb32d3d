#pragma once

#include "ui/charts/timechart.h"

namespace sluice {

struct Snapshot;

/// Jobs in flight against their limit, with a dot where somebody changed something.
class InFlightChart : public TimeChart
{
    Q_OBJECT

public:
    explicit InFlightChart(QWidget *parent = nullptr);

    void showNumbers(const Snapshot &snapshot);

protected:
    void draw(const std::vector<SeriesPoint> &points) override;
    QString textAt(const SeriesPoint &point) const override;
    QString tableHead() const override;
    QString tableLine(const SeriesPoint &point) const override;

private:
    QXYSeries *m_inFlight;
    QXYSeries *m_limit;
    QXYSeries *m_cpu;
    QXYSeries *m_cpuQueue;
    QXYSeries *m_marks;
};

} // namespace sluice
