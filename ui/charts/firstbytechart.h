#pragma once

#include "ui/charts/timechart.h"

namespace sluice {

struct Snapshot;

/// How long servers took to begin an answer: the middle one of each second, and the slowest but one in a hundred.
class FirstByteChart : public TimeChart
{
    Q_OBJECT

public:
    explicit FirstByteChart(QWidget *parent = nullptr);

    void showNumbers(const Snapshot &snapshot);

protected:
    void draw(const std::vector<SeriesPoint> &points) override;
    QString textAt(const SeriesPoint &point) const override;
    QString axisText(double value) const override;
    QString tableHead() const override;
    QString tableLine(const SeriesPoint &point) const override;

private:
    QXYSeries *m_p50;
    QXYSeries *m_p99;
};

} // namespace sluice
