#pragma once

#include "ui/settings/settingspage.h"

class QLineEdit;

namespace sluice {

class FieldRow;

class RetryPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit RetryPage(QWidget *parent);

    QString title() const override { return tr("Retry"); }
    void load(const ProjectOptions &options) override;
    void save(ProjectOptions *options) const override;
    QStringList problems() const override;

private:
    Result<std::vector<int>> statuses() const;

    QLineEdit *m_statuses;
    FieldRow *m_row;
};

} // namespace sluice
