#pragma once

#include "async/tasksnapshot.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace sluice {

/// One finding: what is wrong, what to do about it, and a button to see the tasks.
class LintCard : public QFrame
{
    Q_OBJECT

public:
    explicit LintCard(QWidget *parent = nullptr);

    void setLint(const TaskLint &lint);

Q_SIGNALS:
    void showRequested(const std::vector<quint64> &tasks);

private:
    QLabel *m_text;
    QLabel *m_remedy;
    QPushButton *m_show;
    std::vector<quint64> m_tasks;
};

} // namespace sluice
