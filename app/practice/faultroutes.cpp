#include "practice/faultroutes.h"

#include "practice/boundedmap.h"
#include "practice/randombytes.h"
#include "practice/routetable.h"

namespace sluice {

namespace {

constexpr qsizetype truncatedSent = 5'000;
constexpr qint64 truncatedAnnounced = 10'000;

Response status(const RouteRequest &request)
{
    const auto code = request.integer(200, 599);
    if (!code)
        return wrongUse("Write /status/CODE with a CODE from 200 to 599, such as /status/404.");
    const auto number = static_cast<int>(*code);
    return Response::text(number, QByteArray::number(number) + ' ' + statusText(number));
}

Response flaky(const RouteRequest &request, BoundedMap<qint64> &failures)
{
    const auto wanted = request.queryInteger("fail", 1, 0, 1'000'000);
    auto &failed = failures.at(request.query("id"), 0);
    if (failed >= wanted)
        return Response::text(200, "recovered after " + QByteArray::number(wanted) + " failures");
    ++failed;
    return Response::text(503, "failure " + QByteArray::number(failed) + " of " + QByteArray::number(wanted));
}

Response truncate(const RouteRequest &)
{
    Response response;
    response.contentType = "application/octet-stream";
    response.length = truncatedAnnounced;
    response.source = std::make_unique<RandomBody>(0, truncatedSent);
    response.ending = Response::Ending::Close;
    return response;
}

Response reset(const RouteRequest &)
{
    Response response;
    response.ending = Response::Ending::Reset;
    return response;
}

} // namespace

void addFaultRoutes(RouteTable &routes)
{
    routes.add("status/CODE", "answers with that status", status);
    routes.add("flaky?fail=K&amp;id=", "answers 503 K times for each id, then 200",
               [failures = std::make_shared<BoundedMap<qint64>>()](const RouteRequest &request) {
                   return flaky(request, *failures);
               });
    routes.add("truncate", "announces 10,000 bytes, sends 5,000 and closes", truncate);
    routes.add("reset", "resets the connection without an answer", reset);
}

} // namespace sluice
