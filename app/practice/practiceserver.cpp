#include "practice/practiceserver.h"

#include "core/systemclock.h"
#include "practice/faultroutes.h"
#include "practice/httproutes.h"
#include "practice/httpserver.h"
#include "practice/limitroutes.h"
#include "practice/payloadroutes.h"
#include "practice/reportroutes.h"
#include "practice/routetable.h"
#include "practice/servercounts.h"
#include "practice/timingroutes.h"

#include <QCoreApplication>
#include <QThread>

namespace sluice {

namespace {

constexpr Duration idleLimit = std::chrono::seconds(60);

QUrl addressOf(const HttpServer &server)
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(server.serverPort());
    return url;
}

Error cannotListen(quint16 port, const QString &reason)
{
    return {
        ErrorKind::Input,
        QCoreApplication::translate(
            "PracticeServer", "The practice server cannot use port %1: %2. Choose another port, or 0 for a free one.")
            .arg(port)
            .arg(reason)};
}

} // namespace

struct PracticeServer::Private
{
    SystemClock clock;
    ServerCounts counts;
    RouteTable routes;
    QThread thread;
    QObject home; ///< lives on the thread; the server is made and deleted there
    std::unique_ptr<HttpServer> server;
    QUrl base;

    Result<QUrl> listen(quint16 port)
    {
        auto candidate = std::make_unique<HttpServer>(Connection::Shared{&routes, &counts, &clock}, idleLimit);
        if (!candidate->listenOnLoopback(port))
            return cannotListen(port, candidate->errorString());
        server = std::move(candidate);
        base = addressOf(*server);
        addReportRoutes(routes, &counts, base);
        return base;
    }
};

PracticeServer::PracticeServer() : d(std::make_unique<Private>())
{
    addTimingRoutes(d->routes);
    addPayloadRoutes(d->routes);
    addFaultRoutes(d->routes);
    addLimitRoutes(d->routes);
    addHttpRoutes(d->routes);
}

PracticeServer::~PracticeServer()
{
    if (!d->thread.isRunning())
        return;
    QMetaObject::invokeMethod(
        &d->home, [this] { d->server.reset(); }, Qt::BlockingQueuedConnection);
    d->thread.quit();
    d->thread.wait();
}

Result<QUrl> PracticeServer::start(quint16 port)
{
    if (!d->base.isEmpty())
        return d->base;
    if (!d->thread.isRunning()) {
        d->thread.setObjectName(QStringLiteral("practice server"));
        d->home.moveToThread(&d->thread);
        d->thread.start();
    }
    Result<QUrl> result = Cancelled{};
    QMetaObject::invokeMethod(
        &d->home, [&] { result = d->listen(port); }, Qt::BlockingQueuedConnection);
    return result;
}

PracticeStats PracticeServer::stats() const
{
    return d->counts.stats();
}

} // namespace sluice
