#pragma once

#include "core/waitreason.h"

#include <QWidget>

#include <vector>

namespace sluice {

/// Where an attempt's time went, as one bar: a segment for each span, with its name below where there is room and
/// in the tool tip always.
class TimingBar : public QWidget
{
    Q_OBJECT

public:
    explicit TimingBar(QWidget *parent = nullptr);

    void setTimes(const WaitTimes &times);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Segment
    {
        WaitReason reason;
        QRectF area;
    };
    std::vector<Segment> segments() const;

    WaitTimes m_times;
};

} // namespace sluice
