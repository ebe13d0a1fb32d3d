#pragma once

#include <QFrame>

namespace sluice {

/// In place of an empty table: what a task is, and how to get one.
class TasksEmpty : public QFrame
{
    Q_OBJECT

public:
    explicit TasksEmpty(QWidget *parent = nullptr);
};

} // namespace sluice
