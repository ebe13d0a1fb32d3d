#pragma once

#include "async/tasksnapshot.h"

#include <QFrame>

class QPushButton;
class QVBoxLayout;

namespace sluice {

class LintCard;

/// What is wrong with tasks, one card each; a calm line when nothing is.
class LintList : public QFrame
{
    Q_OBJECT

public:
    explicit LintList(QWidget *parent = nullptr);

    /// Cards that stay are not made anew: a button keeps the focus while texts change.
    void setLints(const std::vector<TaskLint> &lints);

Q_SIGNALS:
    void showRequested(const std::vector<quint64> &tasks);

private:
    void showCards();

    QVBoxLayout *m_column;
    QWidget *m_calm;
    QPushButton *m_more;
    std::vector<LintCard *> m_cards;
    bool m_all = false;
};

} // namespace sluice
