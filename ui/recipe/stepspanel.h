#pragma once

#include <QFrame>
#include <QListView>

class QMenu;
class QStackedWidget;
class QToolButton;

namespace sluice {

class RecipeModel;

/// The list in the steps' panel, with its keys: Delete, Alt+Up, Alt+Down, Insert.
class StepListView : public QListView
{
    Q_OBJECT

public:
    explicit StepListView(QWidget *parent);

Q_SIGNALS:
    void removeRequested();
    void moveRequested(int by);
    void addRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

/// The steps of the recipe in their order; here they are added, moved and removed.
class StepsPanel : public QFrame
{
    Q_OBJECT

public:
    StepsPanel(RecipeModel *model, QWidget *parent);

    QModelIndex current() const;
    void setCurrent(int row);
    StepListView *list() const { return m_list; }
    /// Puts a step after the current one and makes it current.
    void add(const QString &name);

Q_SIGNALS:
    void currentChanged(const QModelIndex &index);
    void removed(int row, const QString &name);

private:
    QMenu *buildMenu();
    void removeCurrent();
    void moveCurrent(int by);
    void showState();

    RecipeModel *m_model;
    QStackedWidget *m_stack;
    StepListView *m_list;
    QToolButton *m_add;
    QToolButton *m_up;
    QToolButton *m_down;
    QToolButton *m_remove;
};

} // namespace sluice
