#pragma once

#include <QTableView>

namespace sluice {

class FollowingModel;

/// A table over rows that come and go: what is in view stays where it is, and so does the selection.
class FollowingView : public QTableView
{
    Q_OBJECT

public:
    explicit FollowingView(FollowingModel *model, QWidget *parent = nullptr);

    /// The rows that are selected, from the top.
    std::vector<int> selectedRows() const;
    /// These only; the first one current and in view.
    void selectRows(const std::vector<int> &rows);

Q_SIGNALS:
    /// What is selected is another than before, or none.
    void selectedRowsChanged();

protected:
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    void tellVisibleRows();
    void rememberPlace();
    void restorePlace();

    FollowingModel *m_model;
    QList<QPersistentModelIndex> m_inView; ///< while rows move: those that were in view
    int m_offset = 0;                      ///< of the first of them, in pixels
    QPersistentModelIndex m_current;
    int m_currentRow = -1;
    bool m_following = false;
};

} // namespace sluice
