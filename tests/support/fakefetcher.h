// Replies from a script instead of a network.
#pragma once

#include "async/sleep.h"
#include "fetch/fetcher.h"

#include <functional>

namespace sluice::test {

struct ScriptedReply
{
    Duration after{};
    FetchReport report;
    QByteArray body;
};

inline ScriptedReply reply(int status, const QByteArray &body = {}, Duration after = {})
{
    ScriptedReply scripted;
    scripted.after = after;
    scripted.report.ending = success();
    scripted.report.response.status = status;
    scripted.report.response.bytes = body.size();
    scripted.report.response.timings.firstByte = after;
    scripted.body = body;
    return scripted;
}

inline ScriptedReply failure(ErrorKind kind, Duration after = {})
{
    auto scripted = reply(0, {}, after);
    scripted.report.ending = Error{kind, QStringLiteral("scripted")};
    return scripted;
}

/// Asks its script what to answer, waits on the clock as long as that says, and counts what is under way.
class FakeFetcher final : public Fetcher
{
public:
    using Script = std::function<ScriptedReply(const FetchRequest &request)>;

    FakeFetcher(Clock *clock, Script script) : m_clock(clock), m_script(std::move(script)) {}

    QCoro::Task<FetchReport> fetch(FetchRequest request, BodySink *sink, CancelToken token) override
    {
        requested.append(request.url.toString());
        peak = std::max(peak, ++underWay);
        auto scripted = m_script(request);
        const auto wake = co_await sleepFor(m_clock, scripted.after, token);
        --underWay;
        if (wake == Wake::Cancelled)
            co_return FetchReport{};
        if (scripted.report.ending && !scripted.body.isEmpty())
            scripted.report.ending = sink->write(scripted.body);
        co_return scripted.report;
    }

    QStringList requested;
    int underWay = 0;
    int peak = 0;

private:
    Clock *m_clock;
    Script m_script;
};

} // namespace sluice::test
