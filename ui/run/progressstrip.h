#pragma once

#include "store/storetypes.h"

#include <QElapsedTimer>
#include <QWidget>

#include <deque>

class QLabel;

namespace sluice {

class ProgressBar;
struct Snapshot;

/// How far it is, in numbers a person says aloud.
class ProgressStrip : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressStrip(QWidget *parent = nullptr);

    void sampled(const Snapshot &snapshot);

private:
    /// Jobs finished a second, over the last half minute; 0 while that is not known.
    double finishRate(const Snapshot &snapshot);

    struct Mark
    {
        qint64 ms;
        qint64 finished;
    };

    QLabel *m_percent;
    ProgressBar *m_bar;
    QLabel *m_numbers;
    QElapsedTimer m_clock;
    std::deque<Mark> m_marks;
};

} // namespace sluice
