#pragma once

#include <QStatusBar>

class QLabel;

namespace sluice {

class ElidedLabel;
struct Snapshot;

/// How the engine itself is doing, and which project this is.
class RunStatusBar : public QStatusBar
{
    Q_OBJECT

public:
    explicit RunStatusBar(QWidget *parent = nullptr);

    void sampled(const Snapshot &snapshot);
    void setProject(const QString &name, const QString &path);
    void setPractice(const QString &address);

private:
    QLabel *addFact(const QString &tip);

    QLabel *m_state;
    QLabel *m_lag;
    QLabel *m_cpuQueue;
    QLabel *m_backlog;
    QLabel *m_practice;
    ElidedLabel *m_project;
};

} // namespace sluice
