#include "practice/httproutes.h"

#include "practice/byterange.h"
#include "practice/randombytes.h"
#include "practice/routetable.h"

#include <QHashFunctions>

namespace sluice {

namespace {

constexpr qint64 taggedSize = 10'000;

Response redirect(const RouteRequest &request)
{
    const auto hops = request.integer(0, 1000);
    if (!hops)
        return wrongUse("Write /redirect/N with N hops from 0 to 1000, such as /redirect/3.");
    if (*hops == 0)
        return Response::text(200, "arrived");
    const auto query = request.http.query.isEmpty() ? QByteArray() : '?' + request.http.query.toByteArray();
    auto response = Response::text(302, QByteArray::number(*hops) + " more to go");
    response.fields = "Location: /redirect/" + QByteArray::number(*hops - 1) + query + "\r\n";
    return response;
}

bool listsTag(QByteArrayView field, QByteArrayView tag)
{
    return field == QByteArrayView("*") || field.contains(tag);
}

Response partial(const RouteRequest &request, const QByteArray &tag)
{
    // If-Range: a part is only of use to who has the rest of the same version.
    const auto condition = request.http.field("if-range");
    if (!condition.isNull() && condition != tag)
        return {};
    const auto range = parseRange(request.http.field("range"), taggedSize);
    Response response;
    switch (range.state) {
    case ByteRange::State::Absent:
        break;
    case ByteRange::State::Unsatisfiable:
        response = Response::text(416, "There are 10000 bytes.");
        response.fields = "Content-Range: bytes */" + QByteArray::number(taggedSize) + "\r\n";
        break;
    case ByteRange::State::Satisfiable:
        response.status = 206;
        response.fields = "Content-Range: bytes " + QByteArray::number(range.first) + '-' +
                          QByteArray::number(range.first + range.count - 1) + '/' + QByteArray::number(taggedSize) +
                          "\r\n";
        response.body.resize(range.count);
        fillRandom(response.body.data(), range.count, qHash(tag, 1), static_cast<quint64>(range.first));
        break;
    }
    return response;
}

Response etag(const RouteRequest &request)
{
    if (request.rest.isEmpty() || request.rest.contains('"'))
        return wrongUse("Write /etag/X with any word X, such as /etag/v1.");
    const auto tag = '"' + request.rest.toByteArray() + '"';
    Response response;
    if (listsTag(request.http.field("if-none-match"), tag)) {
        response.status = 304;
    } else {
        response = partial(request, tag);
        if (response.status == 200) {
            response.body.resize(taggedSize);
            fillRandom(response.body.data(), taggedSize, qHash(tag, 1));
        }
        response.contentType = "application/octet-stream";
        response.fields += "Accept-Ranges: bytes\r\n";
    }
    response.fields += "ETag: " + tag + "\r\n";
    return response;
}

} // namespace

void addHttpRoutes(RouteTable &routes)
{
    routes.add("redirect/N", "redirects N times, then 200", redirect);
    routes.add("etag/X", "10,000 bytes with an ETag: If-None-Match and Range are understood", etag);
}

} // namespace sluice
