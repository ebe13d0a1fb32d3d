#pragma once

#include "fetch/curl/curltimer.h"

#include <QObject>

#include <curl/curl.h>

#include <deque>
#include <unordered_set>
#include <vector>

class QSocketNotifier;

namespace sluice {

class CurlTransfer;

/// Runs transfers on one libcurl multi handle from one thread's event loop. All sockets and the timer are in
/// one epoll set behind one QSocketNotifier, so the event loop sees one descriptor however many are in flight.
///
/// libcurl's callbacks only store; what they stored is told to a transfer's listener afterwards, outside
/// libcurl, from the event loop. A listener may then do anything: end any transfer, add one, destroy the driver.
class CurlMultiDriver final : public QObject
{
public:
    /// Makes libcurl and its TLS library ready; the first call counts. Best from the main thread: what OpenSSL sets up
    /// for the thread that calls is not given back when that thread ends.
    static void initialiseLibrary();

    CurlMultiDriver();
    ~CurlMultiDriver() override;

    /// Begins from the event loop, never in here. Nothing waits for another transfer to end.
    bool add(CurlTransfer *transfer);
    /// At any moment outside libcurl. The listener hears no more of it.
    void remove(CurlTransfer *transfer);
    /// Lets a paused transfer go on; may store at once, tells later.
    void resume(CurlTransfer *transfer);
    /// The transfer has something to tell. Called by transfers, inside libcurl too.
    void noteNews(CurlTransfer *transfer);
    /// Of the sockets that transfers open and close for libcurl. It also has some of its own (to wait for a name), of
    /// which we never hear when they are closed.
    void noteOpened(curl_socket_t socket);
    void noteClosing(curl_socket_t socket);

    const std::unordered_set<CurlTransfer *> &transfers() const { return m_transfers; }

private:
    /// A socket between two requests stays in the epoll set until it speaks: leaving and joining the set would be two
    /// system calls a request.
    struct Watch
    {
        uint32_t wanted = 0; ///< by libcurl
        uint32_t inSet = 0;  ///< what the set reports
        bool ours = false;   ///< we shall hear of its closing
    };

    static int onSocket(CURL *easy, curl_socket_t socket, int what, void *self, void *known);
    static int onTimer(CURLM *multi, long milliseconds, void *self);

    void schedule();
    void process();
    bool pollSockets();
    Watch &watchOf(curl_socket_t socket);
    void report(curl_socket_t socket, uint32_t events);
    void runTimeouts();
    void collectEndings();
    void tellNews();

    CURLM *m_multi;
    int m_epoll;
    std::vector<Watch> m_watches; // by descriptor
    CurlTimer m_timer;
    QSocketNotifier *m_notifier = nullptr;
    bool m_scheduled = false;
    bool m_dueNow = false;
    std::unordered_set<CurlTransfer *> m_transfers;
    std::deque<CurlTransfer *> m_news;
};

} // namespace sluice
