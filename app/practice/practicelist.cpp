#include "practice/practicelist.h"

#include "practice/practiceserver.h"

namespace sluice {

namespace {

QByteArray image(qint64 i)
{
    static constexpr const char *sizes[]{"320/240", "640/480", "800/600", "480/640", "1024/768"};
    return QByteArray("/image/") + sizes[i % 5] + "?seed=" + QByteArray::number(i);
}

QByteArray numbered(const char *path, qint64 i)
{
    return path + QByteArray::number(i);
}

QByteArray bytes(qint64 i)
{
    return "/bytes/" + QByteArray::number(1'000 + i * 7'919 % 200'000) + "?seed=" + QByteArray::number(i);
}

QByteArray delay(qint64 i)
{
    return "/delay/0." + QByteArray::number(5 + i * 7 % 36).rightJustified(2, '0') + "?i=" + QByteArray::number(i);
}

} // namespace

QByteArray practicePath(qint64 i)
{
    // Of every hundred: 40 pictures, 18 of bytes, 12 JSON, 8 pages, 13 slow, the rest out of the ordinary. The factor
    // spreads the kinds over the list; it has no common divisor with 100, so that each number comes up once.
    const auto kind = i * 37 % 100;
    if (kind < 40)
        return image(i);
    if (kind < 58)
        return bytes(i);
    if (kind < 70)
        return numbered("/json/", i);
    if (kind < 78)
        return numbered("/html/", i);
    if (kind < 91)
        return delay(i);
    if (kind < 94)
        return "/redirect/" + QByteArray::number(1 + i % 3) + numbered("?i=", i);
    if (kind < 96)
        return numbered("/flaky?fail=1&id=", i);
    if (kind < 97)
        return numbered("/etag/", i);
    if (kind < 98)
        return numbered("/gzip?i=", i);
    if (kind < 99)
        return numbered(i / 100 % 2 == 0 ? "/drip?bytes=2000&seconds=0.3&i=" : "/status/500?i=", i);
    return numbered("/status/404?i=", i);
}

QStringList practiceList(const QUrl &base, int n)
{
    auto server = base.toString();
    if (server.endsWith(u'/'))
        server.chop(1);
    QStringList list;
    list.reserve(n);
    for (int i = 0; i < n; ++i)
        list += server + QString::fromLatin1(practicePath(i));
    return list;
}

} // namespace sluice
