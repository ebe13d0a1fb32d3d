#include "support/nginxserver.h"

#include "support/selfsigned.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <chrono>

namespace sluice::test {

namespace {

constexpr std::chrono::milliseconds patience{10'000};

// One process, so that it needs no user of its own to run as.
constexpr char configuration[] = R"(
daemon off;
master_process off;
pid %1/nginx.pid;
error_log %1/error.log;
events { worker_connections 512; }
http {
    access_log off;
    client_body_temp_path %1/body;
    proxy_temp_path %1/proxy;
    fastcgi_temp_path %1/fastcgi;
    uwsgi_temp_path %1/uwsgi;
    scgi_temp_path %1/scgi;
    client_max_body_size 0;
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_buffering off;
    proxy_request_buffering off;
    ssl_certificate %1/certificate.pem;
    ssl_certificate_key %1/key.pem;
    add_header X-Connection $connection always;
    server {
        listen 127.0.0.1:%2;
        listen 127.0.0.1:%3 ssl;
        listen 127.0.0.1:%4 ssl http2;
        location /files/ { root %1; }
        location /echo { proxy_pass %5; }
        location / { proxy_pass %6; }
    }
}
)";

std::array<quint16, 3> freePorts()
{
    std::array<QTcpServer, 3> servers;
    std::array<quint16, 3> ports{};
    for (size_t i = 0; i < servers.size(); ++i) { // all at once: no port twice
        servers[i].listen(QHostAddress::LocalHost);
        ports[i] = servers[i].serverPort();
    }
    return ports;
}

bool writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

NginxServer::~NginxServer()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(int(patience.count())))
        m_process.kill();
    m_process.waitForFinished(int(patience.count()));
}

void NginxServer::addFile(const QString &name, const QByteArray &content)
{
    QDir(m_folder.path()).mkpath(QStringLiteral("files"));
    const bool written = writeFile(m_folder.filePath(QStringLiteral("files/") + name), content);
    Q_ASSERT(written);
}

QString NginxServer::writeFiles(const QUrl &echo, const QUrl &others)
{
    const auto text = QString::fromLatin1(configuration)
                          .arg(m_folder.path())
                          .arg(m_ports[0])
                          .arg(m_ports[1])
                          .arg(m_ports[2])
                          .arg(echo.toString(), others.toString());
    const auto path = m_folder.filePath(QStringLiteral("nginx.conf"));
    const bool written = writeFile(path, text.toUtf8()) &&
                         writeFile(m_folder.filePath(QStringLiteral("certificate.pem")), selfSignedCertificate()) &&
                         writeFile(m_folder.filePath(QStringLiteral("key.pem")), selfSignedKey());
    return written ? path : QString();
}

QString NginxServer::start(const QUrl &echo, const QUrl &others)
{
    auto program = QStandardPaths::findExecutable(QStringLiteral("nginx"));
    if (program.isEmpty())
        program = QStandardPaths::findExecutable(QStringLiteral("nginx"), {QStringLiteral("/usr/sbin")});
    if (program.isEmpty())
        return QStringLiteral("nginx is not installed: ./dev deps installs it");
    QString fault;
    for (int attempt = 0; attempt < 3; ++attempt) { // somebody may take a port before nginx has it
        fault = run(program, echo, others);
        if (fault.isEmpty())
            return {};
    }
    return fault;
}

QString NginxServer::run(const QString &program, const QUrl &echo, const QUrl &others)
{
    m_ports = freePorts();
    const auto path = writeFiles(echo, others);
    if (path.isEmpty())
        return QStringLiteral("the files of nginx cannot be written to ") + m_folder.path();
    const auto log = m_folder.filePath(QStringLiteral("error.log"));
    m_process.start(program,
                    {QStringLiteral("-p"), m_folder.path(), QStringLiteral("-c"), path, QStringLiteral("-e"), log});
    const bool answers = QTest::qWaitFor(
        [this] {
            return m_process.state() == QProcess::NotRunning ||
                   std::all_of(m_ports.begin(), m_ports.end(), [this](quint16 port) { return answersOn(port); });
        },
        int(patience.count()));
    if (answers && m_process.state() == QProcess::Running)
        return {};
    QFile said(log);
    const bool readable = said.open(QIODevice::ReadOnly);
    return QStringLiteral("nginx does not start: ") + (readable ? QString::fromLocal8Bit(said.readAll()) : log);
}

bool NginxServer::answersOn(quint16 port) const
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    return socket.waitForConnected(100);
}

QUrl NginxServer::url(Way way) const
{
    const auto scheme = way == Way::Plain ? QStringLiteral("http") : QStringLiteral("https");
    return QUrl(QStringLiteral("%1://127.0.0.1:%2").arg(scheme).arg(m_ports[size_t(way)]));
}

} // namespace sluice::test
