#pragma once

#include <QObject>

class QWidget;

namespace sluice {

class Actions;
class Engine;

/// Which project is open: new, open, recent, save as, and what becomes of a temporary one that is left.
class ProjectController : public QObject
{
    Q_OBJECT

public:
    /// `window` is the parent of dialogs. The menu bar must have been filled.
    ProjectController(Engine *engine, Actions *actions, QWidget *window);

    /// Opens a project file (made if it does not exist), or a temporary project when the path is empty.
    void open(const QString &path);

    /// Whether the window may close at once. If not, the person is asked, and leaveConfirmed() may follow.
    bool mayLeave();

    /// "photos", "Unsaved project".
    QString displayName() const;

Q_SIGNALS:
    void leaveConfirmed();
    void trouble(const QString &sentence);

private:
    void openNow(const QString &path);
    void chooseFile();
    void saveAs(bool leaveAfterwards);
    void askAboutTemporary();
    void remember(const QString &path);
    void fillRecent();

    Engine *m_engine;
    Actions *m_actions;
    QWidget *m_window;
    QString m_next; ///< to open once the person has decided about the present one
    bool m_hasNext = false;
};

} // namespace sluice
