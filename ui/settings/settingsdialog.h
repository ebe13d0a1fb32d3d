#pragma once

#include "engine/projectoptions.h"

#include <QDialog>

class QComboBox;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace sluice {

class Engine;
class MessageBar;
class SettingsPage;

/// The options of the open project. Not modal: changes can be applied, and watched, while a run goes on.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    /// The engine must outlive this.
    explicit SettingsDialog(Engine *engine, QWidget *parent = nullptr);

    int pageCount() const;
    void showPage(int index);

private:
    QWidget *buildProfiles();
    QWidget *buildPages();
    QWidget *buildButtons();

    void load();
    void loadProfile(int index);
    void noteChange();
    bool apply();

    Engine *m_engine;
    ProjectOptions m_options; ///< as loaded
    std::vector<SettingsPage *> m_pages;
    bool m_applying = false;

    MessageBar *m_messages;
    QComboBox *m_profile;
    QListWidget *m_list;
    QStackedWidget *m_stack;
    QPushButton *m_apply;
};

} // namespace sluice
