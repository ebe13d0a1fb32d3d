#pragma once

#include "ui/charts/runseries.h"

#include <QObject>
#include <QPointer>

namespace sluice {

class JobBrowser;
struct Snapshot;

/// The seconds of the run that goes on: the newest come with samples; what came before, or while nobody looked, is read
/// from the project in the background.
class SeriesFeed : public QObject
{
    Q_OBJECT

public:
    explicit SeriesFeed(QObject *parent) : QObject(parent) {}

    /// Null: nothing is open. What was read before is forgotten.
    void setBrowser(JobBrowser *browser);
    void sampled(const Snapshot &snapshot);
    const RunSeries *series() const { return &m_series; }

Q_SIGNALS:
    /// There are more seconds, or others.
    void changed();

private:
    void ask(qint64 run);
    void read(qint64 run, const std::vector<SeriesPoint> &stored);

    QPointer<JobBrowser> m_browser;
    RunSeries m_series;
    qint64 m_awaited = 0; ///< the run whose earlier seconds were asked for
};

} // namespace sluice
