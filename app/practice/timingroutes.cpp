#include "practice/timingroutes.h"

#include "practice/routetable.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace sluice {

namespace {

constexpr double longest = 3600; // seconds

Duration span(double seconds)
{
    return Duration(std::llround(seconds * 1e6));
}

/// `bytes` bytes in equal steps, the last one when `whole` has passed.
class DripBody final : public BodySource
{
public:
    DripBody(qint64 bytes, Duration whole)
        : m_bytes(bytes)
        , m_steps(std::clamp<qint64>(whole / std::chrono::milliseconds(20), 1, std::max<qint64>(bytes, 1)))
        , m_whole(whole)
        , m_start(now())
    {
    }

    qsizetype read(char *to, qsizetype max) override
    {
        const auto count = std::min<qint64>(max, m_bytes * std::min(m_step, m_steps) / m_steps - m_sent);
        std::memset(to, '*', static_cast<size_t>(count));
        m_sent += count;
        if (m_sent == m_bytes * m_step / m_steps)
            ++m_step;
        return count;
    }

    // By the clock and not by adding up waits: each timer is a little late.
    Duration pause() const override
    {
        return std::max<Duration>(Duration::zero(), m_start + m_whole * std::min(m_step, m_steps) / m_steps - now());
    }

private:
    static TimePoint now() { return std::chrono::time_point_cast<Duration>(std::chrono::steady_clock::now()); }

    qint64 m_bytes;
    qint64 m_steps;
    Duration m_whole;
    TimePoint m_start;
    qint64 m_step = 1; ///< the one that is due next
    qint64 m_sent = 0;
};

Response delay(const RouteRequest &request)
{
    const auto seconds = request.number(0, longest);
    if (!seconds)
        return wrongUse("Write /delay/S with S seconds from 0 to 3600, such as /delay/0.25.");
    auto response = Response::text(200, "waited " + request.rest.toByteArray() + " s");
    response.delay = span(*seconds);
    return response;
}

Response drip(const RouteRequest &request)
{
    const auto bytes = request.queryInteger("bytes", 1000, 0, 1'000'000'000);
    Response response;
    response.contentType = "application/octet-stream";
    response.length = bytes;
    response.source = std::make_unique<DripBody>(bytes, span(request.queryNumber("seconds", 1, 0, longest)));
    return response;
}

Response hang(const RouteRequest &)
{
    Response response;
    response.ending = Response::Ending::Never;
    return response;
}

} // namespace

void addTimingRoutes(RouteTable &routes)
{
    routes.add("delay/S", "answers after S seconds", delay);
    routes.add("drip?bytes=&amp;seconds=", "sends its body little by little", drip);
    routes.add("hang", "never answers", hang);
}

} // namespace sluice
