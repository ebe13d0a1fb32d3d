#pragma once

#include "engine/projectoptions.h"
#include "limits/limitranges.h"

#include <QWidget>

class QVBoxLayout;

namespace sluice {

class LimitEdit;

/// A page of the settings: shows a part of the options and gives back what was changed.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    virtual QString title() const = 0;
    virtual void load(const ProjectOptions &options);
    /// Only when there are no problems().
    virtual void save(ProjectOptions *options) const;
    /// Sentences; empty when everything on this page is fine.
    virtual QStringList problems() const;

Q_SIGNALS:
    void changed();

protected:
    /// With the fields of these limits, in this order.
    SettingsPage(const QString &introduction, const std::vector<LimitField> &fields, QWidget *parent);

    void addRow(QWidget *row);
    void addHeading(const QString &text);

private:
    QVBoxLayout *m_column;
    std::vector<LimitEdit *> m_limits;
};

} // namespace sluice
