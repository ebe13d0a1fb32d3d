#pragma once

#include "ui/charts/timechart.h"

namespace sluice {

struct Snapshot;

/// Requests finished each second, and how many of them failed.
class ThroughputChart : public TimeChart
{
    Q_OBJECT

public:
    explicit ThroughputChart(QWidget *parent = nullptr);

    void showNumbers(const Snapshot &snapshot);

protected:
    void draw(const std::vector<SeriesPoint> &points) override;
    QString textAt(const SeriesPoint &point) const override;
    QString tableHead() const override;
    QString tableLine(const SeriesPoint &point) const override;

private:
    QXYSeries *m_finished;
    QXYSeries *m_failed;
};

} // namespace sluice
