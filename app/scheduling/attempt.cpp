#include "scheduling/attempt.h"

#include "core/job.h"
#include "core/safetext.h"
#include "core/waitjson.h"
#include "limits/retryafter.h"

#include <QCoreApplication>

namespace sluice {

namespace {

constexpr qsizetype maxKeptHeaders = 16 * 1024;

/// Whole lines.
QByteArray capped(const QByteArray &headers)
{
    if (headers.size() <= maxKeptHeaders)
        return headers;
    return headers.first(headers.lastIndexOf('\n', maxKeptHeaders - 1) + 1);
}

bool isConditional(const FetchRequest &request)
{
    return std::ranges::any_of(request.headers, [](const auto &header) {
        const auto name = header.first.toLower();
        return name == "if-none-match" || name == "if-modified-since";
    });
}

} // namespace

Attempt::Attempt(const Job &job) : host(job.host)
{
    record.job = job.id;
    record.attempt = job.lastAttempt + 1;
}

void Attempt::addHop(const QUrl &url, const FetchReport &report, WallTime now)
{
    const auto &response = report.response;
    if (m_hops++ > 0) {
        record.finalUrl = url.toString(QUrl::FullyEncoded);
        host = HostKey::of(url);
    }
    record.status = response.status;
    record.contentType = QString::fromUtf8(response.header("content-type"));
    record.headers = capped(response.headers);
    record.bytes = response.bytes;
    retryAfter = parseRetryAfter(response.header("retry-after"), now);
    const auto &timings = response.timings;
    waits.add(WaitReason::Dns, timings.dns);
    waits.add(WaitReason::Connect, timings.connect);
    waits.add(WaitReason::Tls, timings.tls);
    waits.add(WaitReason::FirstByte, timings.firstByte);
    waits.add(WaitReason::Body, timings.body);
    m_latency += timings.dns + timings.connect + timings.tls + timings.firstByte + timings.body;
    m_firstByte = timings.firstByte;
}

void Attempt::finish(const Result<void> &ended, Duration spent)
{
    m_outcome = ended.outcome();
    record.took = spent;
    record.timings = inMicroseconds(waits);
    if (ended.failed())
        record.error = ended.error();
}

AttemptSample Attempt::sample() const
{
    const auto received = host.isLocal() ? 0 : record.bytes;
    return {m_outcome, received, m_latency, m_firstByte, waits};
}

Result<void> judgeStatus(const FetchRequest &request, const FetchResponse &response)
{
    if ((response.status >= 200 && response.status < 300) || (response.status == 304 && isConditional(request)))
        return success();
    const auto reason = visibleText(QString::fromUtf8(response.reason), 80);
    return Error{
        ErrorKind::HttpStatus,
        QCoreApplication::translate("Attempt", "The server answered %1 %2").arg(response.status).arg(reason).trimmed() +
            QLatin1Char('.')};
}

} // namespace sluice
