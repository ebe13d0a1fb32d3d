// A server that lets nobody in any more.
#pragma once

#include <QtGlobal>

#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sluice::test {

/// Listens on a loopback port and accepts nobody; its queue is filled by connections of its own, so the kernel lets
/// everybody else ask in vain.
class FullBacklog
{
public:
    FullBacklog() : m_listening(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        m_address.sin_family = AF_INET;
        m_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof m_address;
        auto *address = reinterpret_cast<sockaddr *>(&m_address);
        if (::bind(m_listening, address, length) != 0 || ::listen(m_listening, 0) != 0 ||
            ::getsockname(m_listening, address, &length) != 0)
            qFatal("cannot listen");
        while (connects() && m_waiting.size() < mostWaiting) {
        }
    }
    ~FullBacklog()
    {
        for (const int one : m_waiting)
            ::close(one);
        ::close(m_listening);
    }
    FullBacklog(const FullBacklog &) = delete;
    FullBacklog &operator=(const FullBacklog &) = delete;

    bool isFull() const { return m_waiting.size() < mostWaiting; }
    quint16 port() const { return ntohs(m_address.sin_port); }

private:
    static constexpr size_t mostWaiting = 64;
    static constexpr int patienceMs = 200; // on loopback a connection is there at once, or in a second

    bool connects()
    {
        const int one = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        m_waiting.push_back(one);
        if (::connect(one, reinterpret_cast<const sockaddr *>(&m_address), sizeof m_address) == 0)
            return true;
        pollfd there{one, POLLOUT, 0};
        return ::poll(&there, 1, patienceMs) == 1;
    }

    sockaddr_in m_address{};
    int m_listening;
    std::vector<int> m_waiting;
};

} // namespace sluice::test
