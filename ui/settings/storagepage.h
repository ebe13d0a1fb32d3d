#pragma once

#include "ui/settings/settingspage.h"

class QLineEdit;

namespace sluice {

/// Where bodies are kept, and how large they may be.
class StoragePage : public SettingsPage
{
    Q_OBJECT

public:
    explicit StoragePage(QWidget *parent);

    QString title() const override { return tr("Storage"); }
    void load(const ProjectOptions &options) override;
    void save(ProjectOptions *options) const override;

private:
    void browse();

    QLineEdit *m_folder;
    QLineEdit *m_template;
};

} // namespace sluice
