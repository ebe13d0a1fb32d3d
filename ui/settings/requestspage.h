#pragma once

#include "ui/settings/settingspage.h"

class QComboBox;
class QPlainTextEdit;

namespace sluice {

class FieldRow;

/// What every request carries, and by what it is made.
class RequestsPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit RequestsPage(QWidget *parent);

    QString title() const override { return tr("Requests"); }
    void load(const ProjectOptions &options) override;
    void save(ProjectOptions *options) const override;
    QStringList problems() const override;

private:
    using Headers = QList<QPair<QByteArray, QByteArray>>;
    Result<Headers> headers() const;

    QPlainTextEdit *m_headers;
    FieldRow *m_headersRow;
    QComboBox *m_engine;
};

} // namespace sluice
