// Asking the run of another process for its tasks.
#pragma once

#include "async/tasksnapshot.h"
#include "core/result.h"

#include <QJsonObject>
#include <QLocalSocket>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace sluice {

/// Answers once, within ten seconds, with answered() or refused(). Needs an event loop; blocks nobody.
class LiveTaskQuestion : public QObject
{
    Q_OBJECT

public:
    explicit LiveTaskQuestion(QObject *parent = nullptr);
    void ask(const QString &projectPath);

Q_SIGNALS:
    /// The object as it was sent, and what it says.
    void answered(const QJsonObject &object, const sluice::TaskSnapshot &snapshot);
    /// No run is live, or it did not answer: a sentence.
    void refused(const QString &sentence);

private:
    void tryNext();
    void onEnd();
    void refuse(const QString &sentence);

    QString m_project;
    QStringList m_addresses;
    std::unique_ptr<QLocalSocket> m_socket;
    QByteArray m_received;
    QTimer m_patience;
};

} // namespace sluice
