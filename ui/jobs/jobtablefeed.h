#pragma once

#include "store/storetypes.h"

#include <QElapsedTimer>
#include <QObject>

namespace sluice {

class JobBrowser;
class JobTableModel;
struct Snapshot;

/// Brings a table's rows from the project, and decides how often: rows in view at most at every sample, the list of
/// matching jobs at most once a second and never for more than about a tenth of the time.
class JobTableFeed : public QObject
{
    Q_OBJECT

public:
    /// The model must outlive this. Without a browser the table stays empty.
    JobTableFeed(JobTableModel *model, JobBrowser *browser, QObject *parent = nullptr);

    void setFilter(const JobFilter &filter);
    void setOrder(const JobOrder &order);
    const JobFilter &filter() const { return m_filter; }
    const JobOrder &order() const { return m_order; }

    /// Of a snapshot of an earlier moment: jobs as they were then.
    void sampled(const Snapshot &snapshot);

    /// The addresses of these jobs: addressesReady(), in this order.
    void requestAddresses(std::vector<JobId> ids);

Q_SIGNALS:
    void loadingChanged(bool loading); ///< a new filter or order is being worked out
    void addressesReady(const QStringList &addresses);

private:
    void lookAt(std::optional<WallTime> moment);
    void askForIds();
    void receiveIds(const std::vector<JobId> &ids);

    JobTableModel *m_model;
    JobBrowser *m_browser;
    JobFilter m_filter;
    JobOrder m_order;
    qint64 m_revision = -1;
    qint64 m_total = -1;
    bool m_idsStale = true;
    bool m_asked = false;
    std::optional<WallTime> m_askedAsOf; ///< JobFilter::asOf of the last question
    QElapsedTimer m_sinceAsked;
    QElapsedTimer m_sinceAnswer;
    qint64 m_restMs = 0; ///< after an answer, before the next question that nobody waits for
};

} // namespace sluice
