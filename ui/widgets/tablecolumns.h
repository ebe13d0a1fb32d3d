#pragma once

#include <QJsonObject>
#include <QObject>

#include <map>
#include <vector>

class QAction;
class QHeaderView;
class QMenu;
class QTableView;

namespace sluice {

class ColumnsButton;

/// A column of a model, as it is offered and remembered.
struct TableColumn
{
    QString name;    ///< in the memory: never translated
    int digits = 10; ///< a good width to begin with
    bool shownAtFirst = true;
};

/// The columns of a table in a person's hands: which are shown, in which order, how wide, and by which the rows are
/// sorted. The last one of text takes the room that the others leave: a number far from the others would be read with
/// none of them. Widths that nobody chose leave room for the title.
class TableColumns : public QObject
{
    Q_OBJECT

public:
    /// One for each column of the table's model, in its order. Sorted by one of these until a person chooses.
    TableColumns(QTableView *table, std::vector<TableColumn> columns, int sortedBy, Qt::SortOrder order);

    /// Fills the button's list, and opens it at the table's head.
    void offerIn(ColumnsButton *button);

    /// The sections that are shown, from left to right.
    std::vector<int> shown() const;

    /// As one text for the project's memory.
    QString memory() const;
    /// What it does not say, or cannot be read, takes its default: how a table looked is not worth an error. The
    /// header says by which column to sort now.
    void recall(const QString &memory);

Q_SIGNALS:
    void memoryChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setShown(const std::vector<int> &sections);
    void choose(int section, bool on);
    void backToUsual();
    void applyWidths();
    void fillRoom();
    void resized(int section, int width);
    void tick();
    std::vector<int> usual() const;
    QString titleOf(int section) const;
    int widthOf(int section) const;
    int filler() const;                       ///< the one that takes what room is left
    int sectionOf(const QString &name) const; ///< −1: there is none

    QTableView *m_table;
    QHeaderView *m_header;
    std::vector<TableColumn> m_columns;
    int m_sortedAtFirst;
    Qt::SortOrder m_orderAtFirst;
    std::map<int, int> m_widths;    ///< that a person chose, by section
    std::vector<QAction *> m_ticks; ///< one for each column; none without a button
    bool m_applying = false;
};

} // namespace sluice
