// An HTTP/2 server that does to each stream what a test says.
#pragma once

#include <QHash>
#include <QTcpServer>
#include <QUrl>

#include <vector>

class QSslSocket;

namespace sluice::test {

/// What becomes of a stream once its request is there.
enum class H2Fate {
    Answer,      ///< 200 and the body
    Refuse,      ///< RST_STREAM REFUSED_STREAM: not processed
    Break,       ///< RST_STREAM INTERNAL_ERROR
    BreakInBody, ///< the same after half of the body
    GoAway,      ///< GOAWAY that says this stream was not processed, and an orderly end
    Close,       ///< the connection ends without a word
    CloseInBody, ///< the same after half of the body
    Hold,        ///< nothing
};

/// Over TLS on a free loopback port, on the thread that made it; shows the certificate of selfsigned.h. Knows no HPACK:
/// requests are told apart by the order in which they come, and a GET without a body is all it understands.
class RawH2Server final : public QTcpServer
{
public:
    explicit RawH2Server(QByteArray body) : m_body(std::move(body)) { start(); }

    /// For the requests to come, one each; after the last: Answer.
    void setFates(std::vector<H2Fate> fates);

    QUrl url() const;
    int connections() const { return m_connections; }
    int requests() const { return m_requests; }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void start();
    void read(QSslSocket *socket);
    void takeFrame(QSslSocket *socket, char type, char flags, quint32 stream);
    void settle(QSslSocket *socket, quint32 stream, H2Fate fate);

    QByteArray m_body;
    std::vector<H2Fate> m_fates;
    QHash<QSslSocket *, QByteArray> m_pending;
    int m_connections = 0;
    int m_requests = 0;
};

} // namespace sluice::test
