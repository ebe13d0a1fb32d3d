#pragma once

#include "store/storetypes.h"

#include <QWidget>

namespace sluice {

/// Succeeded, failed, cancelled and in flight as parts of one bar.
class ProgressBar : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressBar(QWidget *parent = nullptr);

    void setCounts(const StateCounts &counts);

    QSize sizeHint() const override { return {200, 10}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    StateCounts m_counts;
};

} // namespace sluice
