#include "practice/reportroutes.h"

#include "practice/practicelist.h"
#include "practice/routetable.h"
#include "practice/servercounts.h"

#include <QUrl>

#include <algorithm>
#include <cstring>

namespace sluice {

namespace {

/// One address a line, made while it is sent.
class ListBody final : public BodySource
{
public:
    ListBody(QByteArray base, qint64 lines) : m_base(std::move(base)), m_lines(lines) {}

    qsizetype read(char *to, qsizetype max) override
    {
        while (m_text.size() < max && m_line < m_lines)
            m_text += m_base + practicePath(m_line++) + '\n';
        const auto count = std::min(max, m_text.size());
        std::memcpy(to, m_text.constData(), static_cast<size_t>(count));
        m_text.remove(0, count);
        return count;
    }

private:
    QByteArray m_base;
    QByteArray m_text;
    qint64 m_lines;
    qint64 m_line = 0;
};

Response list(const RouteRequest &request, const QByteArray &base)
{
    Response response;
    response.source = std::make_unique<ListBody>(base, request.queryInteger("n", 1'000, 0, 100'000'000));
    return response;
}

Response stats(const RouteRequest &request, const ServerCounts &counts)
{
    Response response;
    response.contentType = "application/json";
    response.body = counts.json(request.query("paths") == QByteArrayView("1"));
    return response;
}

} // namespace

void addReportRoutes(RouteTable &routes, const ServerCounts *counts, const QUrl &base)
{
    routes.add("list?n=", "n addresses of this server to practise on",
               [address = base.toEncoded()](const RouteRequest &request) { return list(request, address); });
    routes.add("stats?paths=1", "what the server counted, as JSON; itself not counted",
               [counts](const RouteRequest &request) { return stats(request, *counts); });
}

} // namespace sluice
