#pragma once

#include "processing/recipe.h"

#include <QWidget>

#include <functional>

class QLabel;
class QMenu;
class QPushButton;
class QSplitter;

namespace sluice {

class CommandBar;
class Engine;
class MessageBar;
class PreviewPanel;
class RecipeModel;
class StepForm;
class StepsPanel;

/// The recipe of the open project: its steps, the fields of one of them, and what they make of a real body. A window of
/// its own beside the other one; closing it keeps what was edited until the project is closed.
class RecipeWindow : public QWidget
{
    Q_OBJECT

public:
    /// The engine must outlive it.
    RecipeWindow(Engine *engine, QWidget *parent);
    ~RecipeWindow() override;

    RecipeModel *model() const { return m_model; }
    StepsPanel *steps() const { return m_steps; }
    PreviewPanel *preview() const { return m_preview; }
    MessageBar *messages() const { return m_messages; }

    /// The job that is selected in the table; 0: none.
    void offerJob(qint64 id, const QString &address);
    /// Puts the file's steps in place of those there are; can be undone.
    void openFile(const QString &path);
    void saveFile(const QString &path);
    /// Whether nothing would be lost. If something would, the person is asked, and leaveAllowed() may follow.
    bool mayLeave();
    /// Calls back once the person has agreed to the programs that the project's own recipe starts; at once when there
    /// is nothing to ask. The button that agrees says so; closing the window means no.
    void agreeThen(const QString &button, const std::function<void()> &act);

Q_SIGNALS:
    void leaveAllowed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *buildBar();
    QWidget *buildColumns();
    void connectParts();
    void fillExamples(QMenu *menu);
    void chooseFile(bool toSave);
    void apply();
    void applyWith(const QString &outDir);
    void revert();
    void setAfterConsent(const QString &button, const std::function<void()> &act);
    void takeProject();
    void takeOptions();
    /// Of the change that was just made; gone with the next.
    void offerUndo(const QString &what);
    void recipeChanged();
    void showState();
    bool isApplied() const;

    Engine *m_engine;
    RecipeModel *m_model;
    Recipe m_applied;                     ///< of the project
    Recipe m_leftOver;                    ///< edited, but not applied, when its project was closed
    Recipe m_askedAbout;                  ///< whose programs are to be agreed to …
    std::function<void()> m_afterConsent; ///< … before this is done
    bool m_offersUndo = false;
    MessageBar *m_messages;
    CommandBar *m_commands;
    StepsPanel *m_steps;
    StepForm *m_form;
    PreviewPanel *m_preview;
    QSplitter *m_across;
    QLabel *m_state = nullptr;
    QPushButton *m_apply = nullptr;
    QPushButton *m_revert = nullptr;
};

} // namespace sluice
