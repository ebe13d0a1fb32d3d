// A server that gives back what it is sent, and drops used connections when told to.
#pragma once

#include <QHash>
#include <QTcpServer>
#include <QUrl>

#include <functional>
#include <vector>

class QTcpSocket;

namespace sluice::test {

/// Plain HTTP/1.1 on a free loopback port, on the thread that made it. Reads bodies of either framing and answers 200
/// with the body it got and `X-Verb`, the method.
class EchoServer final : public QTcpServer
{
public:
    struct Request
    {
        QByteArray head;
        QByteArray body;
        QByteArray verb() const { return head.left(head.indexOf(' ')); }
    };

    /// What becomes of a request on a connection that has served one before.
    enum class Fate {
        Answer,
        Close, ///< read, then an orderly end without an answer
        Reset, ///< the connection is reset at the head of the request
    };

    EchoServer();

    QUrl url(const QByteArray &path) const;
    void setFate(std::function<Fate()> fate) { m_fate = std::move(fate); }

    const std::vector<Request> &requests() const { return m_requests; } ///< answered
    const std::vector<Request> &dropped() const { return m_dropped; }   ///< seen, and not answered
    int connections() const { return m_connections; }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    struct Peer
    {
        QByteArray pending;
        Fate fate = Fate::Answer;
        bool isUsed = false;
        bool isDecided = false;
    };
    void read(QTcpSocket *socket);
    void drop(QTcpSocket *socket, Fate fate);
    static void answer(QTcpSocket *socket, const Request &request);

    std::function<Fate()> m_fate = [] {
        return Fate::Answer;
    };
    QHash<QTcpSocket *, Peer> m_peers;
    std::vector<Request> m_requests;
    std::vector<Request> m_dropped;
    int m_connections = 0;
};

} // namespace sluice::test
