#include "engine/livetaskquestion.h"

#include "engine/livetaskaddress.h"
#include "engine/taskjson.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

namespace sluice {

constexpr qsizetype longestAnswer = 256 * 1024 * 1024; // 70,000 tasks take some 40 MB

LiveTaskQuestion::LiveTaskQuestion(QObject *parent) : QObject(parent)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(std::chrono::seconds(10));
    m_patience.callOnTimeout(this, [this] {
        refuse(tr("The run of %1 does not answer. Ask again in a moment.").arg(QDir::toNativeSeparators(m_project)));
    });
}

void LiveTaskQuestion::ask(const QString &projectPath)
{
    m_project = projectPath;
    if (!QFileInfo::exists(projectPath)) {
        refuse(tr("There is no project %1.").arg(QDir::toNativeSeparators(projectPath)));
        return;
    }
    m_addresses = possibleLiveTaskAddresses(projectPath);
    m_patience.start();
    tryNext();
}

void LiveTaskQuestion::tryNext()
{
    if (m_addresses.isEmpty()) {
        refuse(tr("No run is live on %1. Start one in the window, or with: sluice-cli run --resume --project %1")
                   .arg(QDir::toNativeSeparators(m_project)));
        return;
    }
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket.release()->deleteLater(); // it may be its signal that brought us here
    }
    m_socket = std::make_unique<QLocalSocket>();
    auto *socket = m_socket.get();
    m_received.clear();
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
        m_received += socket->readAll();
        if (m_received.size() > longestAnswer)
            refuse(tr("The answer is too long."));
    });
    connect(socket, &QLocalSocket::disconnected, this, &LiveTaskQuestion::onEnd);
    connect(socket, &QLocalSocket::errorOccurred, this, [this, socket] {
        if (socket->state() != QLocalSocket::ConnectedState && m_received.isEmpty())
            QMetaObject::invokeMethod(this, &LiveTaskQuestion::tryNext, Qt::QueuedConnection);
    });
    socket->connectToServer(m_addresses.takeFirst(), QIODevice::ReadOnly);
}

void LiveTaskQuestion::onEnd()
{
    m_received += m_socket->readAll();
    const auto object = QJsonDocument::fromJson(m_received).object();
    if (!object.value(QStringLiteral("live")).toBool()) {
        if (!object.isEmpty())
            m_addresses.clear(); // it is open there, and nothing runs
        tryNext();
        return;
    }
    const auto snapshot = tasksFromJson(object);
    if (!snapshot) {
        refuse(snapshot.error().message);
        return;
    }
    m_patience.stop();
    Q_EMIT answered(object, snapshot.value());
}

void LiveTaskQuestion::refuse(const QString &sentence)
{
    m_patience.stop();
    if (m_socket)
        m_socket->disconnect(this);
    Q_EMIT refused(sentence);
}

} // namespace sluice
