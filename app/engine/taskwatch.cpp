#include "engine/taskwatch.h"

#include "engine/livetaskaddress.h"
#include "engine/taskinspector.h"
#include "engine/taskjson.h"

#include <QJsonDocument>
#include <QLocalServer>
#include <QLocalSocket>
#include <QLoggingCategory>
#include <QTimer>

namespace sluice {

Q_LOGGING_CATEGORY(tasksLog, "sluice.tasks")

class TaskWatch::Worker final : public QObject
{
public:
    explicit Worker(TaskInspector *inspector) : m_inspector(inspector), m_timer(this)
    {
        m_timer.setInterval(std::chrono::seconds(2));
        m_timer.callOnTimeout(this, [this] { judge(); });
    }

    void serve(const QString &projectPath)
    {
        m_server.reset();
        if (projectPath.isEmpty())
            return;
        const auto address = liveTaskAddress(projectPath);
        if (address.isEmpty()) {
            qCWarning(tasksLog) << "no folder of this user alone for a socket: sluice-cli tasks will find no run";
            return;
        }
        m_server = std::make_unique<QLocalServer>();
        m_server->setSocketOptions(QLocalServer::UserAccessOption);
        connect(m_server.get(), &QLocalServer::newConnection, this, [this] { answer(); });
        QLocalServer::removeServer(address);
        if (!m_server->listen(address))
            qCWarning(tasksLog) << "sluice-cli tasks will find no run:" << m_server->errorString();
    }

    void setRunLive(bool live)
    {
        if (live)
            m_timer.start();
        else
            m_timer.stop();
        m_known.clear();
    }

private:
    /// What is new is logged once.
    void judge()
    {
        m_inspector->judge();
        QStringList names;
        for (const auto &lint : m_inspector->lints()) {
            names.append(lint.name);
            if (!m_known.contains(lint.name))
                qCInfo(tasksLog).noquote() << lint.name << lint.text;
        }
        m_known = names;
    }

    void answer()
    {
        while (auto *connection = m_server->nextPendingConnection()) {
            connect(connection, &QLocalSocket::disconnected, connection, &QObject::deleteLater);
            auto object = m_inspector->isRunLive() ? tasksToJson(m_inspector->snapshot()) : QJsonObject();
            object.insert(QStringLiteral("live"), m_inspector->isRunLive());
            connection->write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
            connection->disconnectFromServer(); // once everything is written
        }
    }

    TaskInspector *m_inspector;
    QTimer m_timer;
    std::unique_ptr<QLocalServer> m_server;
    QStringList m_known;
};

TaskWatch::TaskWatch(TaskInspector *inspector) : m_worker(new Worker(inspector))
{
    m_thread.setObjectName(QStringLiteral("tasks"));
    m_worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

TaskWatch::~TaskWatch()
{
    m_thread.quit();
    m_thread.wait();
}

void TaskWatch::serve(const QString &projectPath)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, projectPath] { worker->serve(projectPath); });
}

void TaskWatch::setRunLive(bool live)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, live] { worker->setRunLive(live); });
}

} // namespace sluice
