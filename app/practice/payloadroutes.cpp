#include "practice/payloadroutes.h"

#include "practice/gzip.h"
#include "practice/picturemaker.h"
#include "practice/randombytes.h"
#include "practice/routetable.h"

#include <limits>

namespace sluice {

namespace {

constexpr qint64 largest = 1'000'000'000'000;
constexpr qsizetype madeAtOnce = 64 * 1024;

quint64 seedOf(const RouteRequest &request)
{
    return static_cast<quint64>(request.queryInteger("seed", 0, 0, std::numeric_limits<qint64>::max()));
}

Response bytes(const RouteRequest &request)
{
    const auto length = request.integer(0, largest);
    if (!length)
        return wrongUse("Write /bytes/N with N bytes from 0 to 1000000000000, such as /bytes/1024?seed=7.");
    Response response;
    response.contentType = "application/octet-stream";
    if (*length <= madeAtOnce) {
        response.body.resize(*length);
        fillRandom(response.body.data(), *length, seedOf(request));
    } else {
        response.length = *length;
        response.source = std::make_unique<RandomBody>(seedOf(request), *length);
    }
    return response;
}

Response picture(const QByteArray &jpeg, quint64 seed)
{
    if (jpeg.isEmpty())
        return Response::text(500, "Qt cannot write JPEG here: its JPEG plugin is missing.");
    Response response;
    response.contentType = "image/jpeg";
    response.body = PictureMaker::withComment(jpeg, "seed " + QByteArray::number(seed));
    return response;
}

Response image(const RouteRequest &request, PictureMaker &maker)
{
    const auto slash = request.rest.indexOf('/');
    const auto side = [](QByteArrayView text) {
        bool ok = false;
        const int number = text.toInt(&ok);
        return ok && number <= PictureMaker::longestSide ? number : 0;
    };
    const QSize size(side(request.rest.first(qMax<qsizetype>(slash, 0))), side(request.rest.sliced(slash + 1)));
    if (slash < 0 || size.width() < 1 || size.height() < 1)
        return wrongUse("Write /image/W/H with W and H from 1 to 4096, such as /image/640/480?seed=7.");
    Response response;
    response.later =
        Response::Later{maker.picture(size, seedOf(request)), [seed = seedOf(request)](const QByteArray &jpeg) {
                            return picture(jpeg, seed);
                        }};
    return response;
}

Response json(const RouteRequest &request)
{
    static constexpr const char *kinds[]{"river", "lock", "weir", "canal", "mill"};
    const auto id = request.integer(0, largest);
    if (!id)
        return wrongUse("Write /json/I with a whole number I, such as /json/7.");
    const auto number = QByteArray::number(*id);
    Response response;
    response.contentType = "application/json";
    response.body = "{\"id\":" + number + ",\"name\":\"item " + number + "\",\"kind\":\"" + kinds[*id % 5] +
                    "\",\"flow\":" + QByteArray::number(static_cast<double>(*id * 37 % 1000) / 10) +
                    ",\"open\":" + (*id % 2 == 0 ? "true" : "false") + ",\"next\":\"/json/" +
                    QByteArray::number(*id + 1) + "\"}\n";
    return response;
}

Response html(const RouteRequest &request)
{
    const auto id = request.integer(0, largest);
    if (!id)
        return wrongUse("Write /html/I with a whole number I, such as /html/7.");
    const auto number = QByteArray::number(*id);
    Response response;
    response.contentType = "text/html; charset=utf-8";
    response.body = "<!doctype html>\n<html lang=\"en\"><head><title>Page " + number +
                    "</title></head><body>\n<h1>Page " + number + "</h1>\n<p>A page to practise on.</p>\n<ul>\n";
    for (qint64 i = 1; i <= 5; ++i)
        response.body += "<li><a href=\"/html/" + QByteArray::number(*id * 5 % largest + i) + "\">Next page</a></li>\n";
    response.body += "<li><a href=\"/json/" + number + "\">Data</a></li>\n<li><a href=\"/image/320/240?seed=" + number +
                     "\">Picture</a></li>\n</ul>\n</body></html>\n";
    return response;
}

Response gzip(const RouteRequest &, const QByteArray &compressed)
{
    Response response;
    response.fields = "Content-Encoding: gzip\r\n";
    response.body = compressed;
    return response;
}

} // namespace

void addPayloadRoutes(RouteTable &routes)
{
    routes.add("bytes/N?seed=", "N bytes that look random", bytes);
    routes.add(
        "image/W/H?seed=", "a JPEG picture",
        [maker = std::make_shared<PictureMaker>()](const RouteRequest &request) { return image(request, *maker); });
    routes.add("json/I", "a JSON object", json);
    routes.add("html/I", "a page with links", html);
    const auto text = QByteArray("Water finds its way, and a gate decides how much.\n").repeated(2'000);
    routes.add("gzip", "100,000 bytes of text, sent compressed",
               [compressed = gzipped(text)](const RouteRequest &request) { return gzip(request, compressed); });
}

} // namespace sluice
