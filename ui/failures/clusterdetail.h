#pragma once

#include "store/failureboard.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QStandardItemModel;
class QTableView;
class QToolButton;

namespace sluice {

class ElidedLabel;

/// One group of failures: what it is, three examples, and what can be done.
class ClusterDetail : public QFrame
{
    Q_OBJECT

public:
    explicit ClusterDetail(QWidget *parent = nullptr);

    /// Null: none is chosen.
    void present(const FailureCluster *cluster);
    QTableView *examples() const { return m_table; }
    /// Shows all the examples, or one where there is little room.
    void setRoomy(bool roomy);

Q_SIGNALS:
    void retryChosen();
    void excludeChosen(const QString &host);
    void jobsChosen();
    void exportChosen();
    void ignoreChosen(); ///< or to be shown again
    void jobChosen(qint64 id);

private:
    void buildButtons();
    void fillExamples(const FailureCluster &cluster);
    void fillHosts(const FailureCluster &cluster);

    QLabel *m_heading;
    ElidedLabel *m_summary;
    QStandardItemModel *m_examples;
    QTableView *m_table;
    QPushButton *m_retry = nullptr;
    QToolButton *m_exclude = nullptr;
    QPushButton *m_jobs = nullptr;
    QPushButton *m_export = nullptr;
    QPushButton *m_ignore = nullptr;
    std::vector<JobId> m_shown;
};

} // namespace sluice
