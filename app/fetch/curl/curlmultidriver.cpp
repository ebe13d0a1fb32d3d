#include "fetch/curl/curlmultidriver.h"

#include "fetch/curl/curltransfer.h"

#include <QPointer>
#include <QSocketNotifier>

#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace sluice {

namespace {

/// Idle connections kept for reuse, in-flight ones included: so many that none in flight is ever closed for
/// room, so few that a crawl of many hosts leaves descriptors for everything else.
long connectionCacheSize()
{
    rlimit files{};
    const rlim_t available = ::getrlimit(RLIMIT_NOFILE, &files) == 0 ? files.rlim_cur : 1024;
    return static_cast<long>(std::clamp<rlim_t>(available / 4 * 3, 64, 8192));
}

uint32_t epollEvents(int what)
{
    switch (what) {
    case CURL_POLL_IN:
        return EPOLLIN;
    case CURL_POLL_OUT:
        return EPOLLOUT;
    case CURL_POLL_INOUT:
        return EPOLLIN | EPOLLOUT;
    default:
        return 0;
    }
}

int curlEvents(uint32_t events)
{
    int mask = 0;
    if (events & (EPOLLIN | EPOLLHUP | EPOLLRDHUP))
        mask |= CURL_CSELECT_IN;
    if (events & EPOLLOUT)
        mask |= CURL_CSELECT_OUT;
    if (events & EPOLLERR)
        mask |= CURL_CSELECT_ERR;
    return mask;
}

} // namespace

void CurlMultiDriver::initialiseLibrary()
{
    static const auto result = curl_global_init(CURL_GLOBAL_DEFAULT); // once, and safe on any thread
    Q_ASSERT(result == CURLE_OK);
}

CurlMultiDriver::CurlMultiDriver()
    : m_multi((initialiseLibrary(), curl_multi_init())), m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &CurlMultiDriver::onSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &CurlMultiDriver::onTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, connectionCacheSize());
    curl_multi_setopt(m_multi, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);

    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = m_timer.descriptor();
    ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_timer.descriptor(), &event);
    m_notifier = new QSocketNotifier(m_epoll, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &CurlMultiDriver::process);
}

CurlMultiDriver::~CurlMultiDriver()
{
    while (!m_transfers.empty())
        remove(*m_transfers.begin());
    delete m_notifier; // before the descriptor it watches
    curl_multi_cleanup(m_multi);
    if (m_epoll >= 0)
        ::close(m_epoll);
}

bool CurlMultiDriver::add(CurlTransfer *transfer)
{
    if (curl_multi_add_handle(m_multi, transfer->handle()) != CURLM_OK)
        return false;
    m_transfers.insert(transfer);
    return true;
}

void CurlMultiDriver::remove(CurlTransfer *transfer)
{
    if (m_transfers.erase(transfer) == 0)
        return;
    if (!transfer->result()) {
        transfer->dropHeldBack();
        curl_multi_remove_handle(m_multi, transfer->handle());
    }
    if (std::exchange(transfer->hasNews, false))
        m_news.erase(std::find(m_news.begin(), m_news.end(), transfer));
}

void CurlMultiDriver::resume(CurlTransfer *transfer)
{
    const auto result = curl_easy_pause(transfer->handle(), CURLPAUSE_CONT);
    const bool refused = result == CURLE_WRITE_ERROR; // what was held back: libcurl would go on without it
    if (!refused)
        return;
    curl_multi_remove_handle(m_multi, transfer->handle());
    transfer->setResult(result);
    noteNews(transfer);
}

void CurlMultiDriver::noteNews(CurlTransfer *transfer)
{
    if (std::exchange(transfer->hasNews, true))
        return;
    m_news.push_back(transfer);
    schedule();
}

CurlMultiDriver::Watch &CurlMultiDriver::watchOf(curl_socket_t socket)
{
    if (size_t(socket) >= m_watches.size())
        m_watches.resize(size_t(socket) + 64);
    return m_watches[size_t(socket)];
}

void CurlMultiDriver::report(curl_socket_t socket, uint32_t events)
{
    auto &watch = watchOf(socket);
    if (events == watch.inSet)
        return;
    epoll_event event{};
    event.events = events;
    event.data.fd = socket;
    const int change = events == 0 ? EPOLL_CTL_DEL : watch.inSet == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    if (::epoll_ctl(m_epoll, change, socket, &event) == 0 || events == 0)
        watch.inSet = events; // else it is tried again at the next occasion; a deadline ends what has none
}

void CurlMultiDriver::noteOpened(curl_socket_t socket)
{
    watchOf(socket) = Watch{.ours = true};
}

void CurlMultiDriver::noteClosing(curl_socket_t socket)
{
    report(socket, 0);
    watchOf(socket) = Watch{};
}

int CurlMultiDriver::onSocket(CURL *, curl_socket_t socket, int what, void *self, void *)
{
    auto *driver = static_cast<CurlMultiDriver *>(self);
    auto &watch = driver->watchOf(socket);
    watch.wanted = epollEvents(what);
    if (watch.wanted != 0 || !watch.ours)
        driver->report(socket, watch.wanted);
    return 0;
}

int CurlMultiDriver::onTimer(CURLM *, long milliseconds, void *self)
{
    auto *driver = static_cast<CurlMultiDriver *>(self);
    if (milliseconds < 0) {
        driver->m_timer.stop();
    } else if (milliseconds == 0) {
        driver->m_dueNow = true;
        driver->schedule();
    } else {
        driver->m_timer.startWithin(std::chrono::milliseconds(milliseconds));
    }
    return 0;
}

void CurlMultiDriver::schedule()
{
    if (!std::exchange(m_scheduled, true))
        QMetaObject::invokeMethod(this, &CurlMultiDriver::process, Qt::QueuedConnection);
}

void CurlMultiDriver::process()
{
    m_scheduled = true; // nothing noted from here on needs another event: it is told below
    const bool timerFired = pollSockets();
    if (timerFired || m_dueNow)
        runTimeouts();
    collectEndings();
    m_scheduled = false;
    if (m_dueNow)
        schedule();
    tellNews(); // last: it may destroy this
}

bool CurlMultiDriver::pollSockets()
{
    std::array<epoll_event, 256> events;
    const int count = ::epoll_wait(m_epoll, events.data(), int(events.size()), 0);
    bool timerFired = false;
    int running = 0;
    for (int i = 0; i < count; ++i) {
        const auto &event = events[size_t(i)];
        if (event.data.fd == m_timer.descriptor())
            timerFired = m_timer.takeExpired();
        else if (watchOf(event.data.fd).wanted == 0)
            report(event.data.fd, 0); // closed by the server, or it speaks without being asked
        else
            curl_multi_socket_action(m_multi, event.data.fd, curlEvents(event.events), &running);
    }
    return timerFired;
}

void CurlMultiDriver::runTimeouts()
{
    // A transfer often wants to go on at once, several steps in a row; a bound keeps the event loop alive.
    int running = 0;
    int rounds = 0;
    do {
        m_dueNow = false;
        curl_multi_socket_action(m_multi, CURL_SOCKET_TIMEOUT, 0, &running);
    } while (m_dueNow && ++rounds < 8);
}

void CurlMultiDriver::collectEndings()
{
    int left = 0;
    while (const auto *message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        auto *transfer = CurlTransfer::of(message->easy_handle);
        const auto result = message->data.result; // gone with the handle
        curl_multi_remove_handle(m_multi, transfer->handle());
        const bool again = transfer->beginAgain(result);
        if (again && curl_multi_add_handle(m_multi, transfer->handle()) == CURLM_OK)
            continue;
        transfer->setResult(result);
        noteNews(transfer);
    }
}

void CurlMultiDriver::tellNews()
{
    const QPointer<CurlMultiDriver> self(this);
    while (self && !m_news.empty()) {
        auto *transfer = m_news.front();
        m_news.pop_front();
        transfer->hasNews = false;
        transfer->listener()->tellNews();
    }
}

} // namespace sluice
