#include "practice/limitroutes.h"

#include "practice/boundedmap.h"
#include "practice/routetable.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace sluice {

namespace {

/// Refills at `rps` a second, holds one second's worth (at least one).
struct Bucket
{
    double tokens = 0;
    TimePoint filled{};
};

Response tooMany(Duration wait)
{
    const auto whole = std::max<qint64>(1, (wait.count() + 999'999) / 1'000'000);
    auto response = Response::text(429, "Too many requests: come again in " + QByteArray::number(whole) + " s.");
    response.fields = "Retry-After: " + QByteArray::number(whole) + "\r\n";
    return response;
}

Response retryAfter(const RouteRequest &request, BoundedMap<TimePoint> &first)
{
    const auto wanted = request.integer(0, 3600);
    if (!wanted)
        return wrongUse("Write /retry-after/S with S whole seconds from 0 to 3600, such as /retry-after/2.");
    const auto open = first.at(request.http.target, request.now) + std::chrono::seconds(*wanted);
    if (request.now < open)
        return tooMany(open - request.now);
    return Response::text(200, "thank you for waiting");
}

Response rateLimit(const RouteRequest &request, BoundedMap<Bucket> &buckets)
{
    const double rps = request.queryNumber("rps", 10, 0.001, 1e6);
    const double capacity = std::max(1.0, rps);
    auto &bucket = buckets.at(request.http.query, {capacity, request.now});
    bucket.tokens = std::min(capacity, bucket.tokens + seconds(request.now - bucket.filled) * rps);
    bucket.filled = request.now;
    if (bucket.tokens < 1)
        return tooMany(Duration(std::llround((1 - bucket.tokens) / rps * 1e6)));
    bucket.tokens -= 1;
    return Response::text(200, "within the limit");
}

/// Each of them is free again at that moment.
using Workers = std::vector<TimePoint>;

/// Whoever comes while all are busy stands in line.
Response work(const RouteRequest &request, BoundedMap<Workers> &lines)
{
    const auto count = request.integer(1, 1000);
    if (!count)
        return wrongUse("Write /workers/K?seconds=S with K workers from 1 to 1000, such as /workers/3?seconds=0.4.");
    const auto each = Duration(std::llround(request.queryNumber("seconds", 1, 0, 3600) * 1e6));
    auto &line = lines.at(request.query("id"), Workers(static_cast<size_t>(*count), request.now));
    const auto next = std::ranges::min_element(line);
    *next = std::max(*next, request.now) + each;
    auto response = Response::text(200, "a worker has seen to it");
    response.delay = *next - request.now;
    return response;
}

} // namespace

void addLimitRoutes(RouteTable &routes)
{
    routes.add("retry-after/S", "answers 429 with Retry-After until S seconds after the first request, then 200",
               [first = std::make_shared<BoundedMap<TimePoint>>()](const RouteRequest &request) {
                   return retryAfter(request, *first);
               });
    routes.add("ratelimit?rps=", "answers 429 above that many requests a second",
               [buckets = std::make_shared<BoundedMap<Bucket>>()](const RouteRequest &request) {
                   return rateLimit(request, *buckets);
               });
    routes.add("workers/K?seconds=", "answers with K workers, each of whom takes so long; more at once wait in line",
               [lines = std::make_shared<BoundedMap<Workers>>()](const RouteRequest &request) {
                   return work(request, *lines);
               });
}

} // namespace sluice
