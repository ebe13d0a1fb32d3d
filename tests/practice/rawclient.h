// A client that hides nothing: it sends bytes and shows what came back.
#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QTcpSocket>
#include <QUrl>

namespace sluice::test {

struct RawAnswer
{
    int status = 0;                       ///< 0: no answer came
    QHash<QByteArray, QByteArray> fields; ///< names in lower case
    QByteArray body;

    QByteArray field(const char *name) const { return fields.value(name); }
};

/// Blocks; the server must live on another thread.
class RawClient
{
public:
    explicit RawClient(const QUrl &server)
    {
        m_socket.connectToHost(server.host(), static_cast<quint16>(server.port()));
        m_socket.waitForConnected(limit);
    }

    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.waitForBytesWritten(limit);
    }

    static QByteArray request(const QByteArray &target, const QByteArray &fields = {}, const QByteArray &method = "GET")
    {
        return method + ' ' + target + " HTTP/1.1\r\nHost: practice\r\n" + fields + "\r\n";
    }

    RawAnswer get(const QByteArray &target, const QByteArray &fields = {}, const QByteArray &method = "GET")
    {
        send(request(target, fields, method));
        return answer(method != "HEAD");
    }

    /// The next answer on the connection; its body as far as it came.
    RawAnswer answer(bool withBody = true)
    {
        RawAnswer result;
        const auto status = line();
        if (!status.startsWith("HTTP/1.1 "))
            return result;
        result.status = status.mid(9, 3).toInt();
        for (auto field = line(); !field.isEmpty(); field = line()) {
            const auto colon = field.indexOf(':');
            result.fields.insert(field.first(colon).toLower(), field.sliced(colon + 1).trimmed());
        }
        if (!withBody)
            return result;
        if (result.field("transfer-encoding") == "chunked") {
            while (const auto size = line().toLongLong(nullptr, 16)) {
                result.body += bytes(size);
                line();
            }
            line();
        } else if (result.fields.contains("content-length")) {
            result.body = bytes(result.field("content-length").toLongLong());
        }
        return result;
    }

    /// Whether the server closes within the limit without sending more.
    bool isClosedByServer()
    {
        while (m_socket.state() == QTcpSocket::ConnectedState && m_socket.waitForReadyRead(limit)) {
        }
        return m_buffer.isEmpty() && m_socket.bytesAvailable() == 0 && m_socket.state() == QTcpSocket::UnconnectedState;
    }

    QTcpSocket &socket() { return m_socket; }

private:
    static constexpr int limit = 10'000; // ms

    bool more()
    {
        if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(limit))
            return false;
        m_buffer += m_socket.readAll();
        return true;
    }

    QByteArray line()
    {
        auto end = m_buffer.indexOf("\r\n");
        while (end < 0 && more())
            end = m_buffer.indexOf("\r\n");
        const auto result = m_buffer.first(qMax<qsizetype>(end, 0));
        m_buffer.remove(0, end < 0 ? 0 : end + 2);
        return result;
    }

    QByteArray bytes(qint64 count)
    {
        while (m_buffer.size() < count && more()) {
        }
        const auto result = m_buffer.first(qMin<qsizetype>(count, m_buffer.size()));
        m_buffer.remove(0, result.size());
        return result;
    }

    QTcpSocket m_socket;
    QByteArray m_buffer;
};

} // namespace sluice::test
