// An nginx of the tests' own.
#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

#include <array>

namespace sluice::test {

/// One process on three free loopback ports, with its own folder; ended with this object. Serves the files given to
/// addFile() below /files/, passes /echo on to one server and all else to another. Every response has X-Connection,
/// the number of the connection. TLS shows the certificate of selfsigned.h.
class NginxServer
{
public:
    enum class Way { Plain, Tls, Http2 };

    NginxServer() = default;
    ~NginxServer();

    void addFile(const QString &name, const QByteArray &content);
    /// Why it does not run, as a sentence; empty when it does.
    QString start(const QUrl &echo, const QUrl &others);

    QUrl url(Way way) const; ///< without a slash at the end

private:
    QString run(const QString &program, const QUrl &echo, const QUrl &others);
    QString writeFiles(const QUrl &echo, const QUrl &others);
    bool answersOn(quint16 port) const;

    QTemporaryDir m_folder;
    QProcess m_process;
    std::array<quint16, 3> m_ports{};
};

} // namespace sluice::test
