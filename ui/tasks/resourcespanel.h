#pragma once

#include "ui/tasks/taskarrangement.h"

#include <QFrame>

class QLabel;

namespace sluice {

class ColumnsButton;
class FollowingView;
class ResourceTableModel;
class TableColumns;
class TaskFeed;

/// What tasks wait for: how much of it there is, how much is in use, and who waits.
class ResourcesPanel : public QFrame
{
    Q_OBJECT

public:
    explicit ResourcesPanel(TaskFeed *feed, QWidget *parent = nullptr);

    ResourceTableModel *model() const { return m_model; }
    FollowingView *view() const { return m_view; }
    TableColumns *columns() const { return m_columns; }

    void present(const TaskArrangement &arrangement);

private:
    TaskFeed *m_feed;
    ResourceTableModel *m_model;
    FollowingView *m_view;
    TableColumns *m_columns;
    ColumnsButton *m_chooser;
    QLabel *m_summary;
};

} // namespace sluice
