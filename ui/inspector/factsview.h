#pragma once

#include <QPair>
#include <QScrollArea>

class QFormLayout;

namespace sluice {

/// Names with their values, as plain text that can be selected and copied.
class FactsView : public QScrollArea
{
    Q_OBJECT

public:
    explicit FactsView(const QString &accessibleName, QWidget *parent = nullptr);

    /// Names are ours or the list's, values may come from a server. `empty` is shown when there are none.
    void setFacts(const QList<QPair<QString, QString>> &facts, const QString &empty);

private:
    QList<QPair<QString, QString>> m_facts;
    QString m_empty;
};

} // namespace sluice
