#include "scheduling/attempt.h"

#include "core/job.h"
#include "core/safetext.h"
#include "limits/retryafter.h"

#include <QCoreApplication>

namespace sluice {

namespace {

constexpr qsizetype maxKeptHeaders = 16 * 1024;
constexpr qsizetype longestMessage = 4000;

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
    record.reused = response.connectionReused;
    record.httpVersion = response.httpVersion;
    m_last = response.timings;
    m_latency += spansOf(m_last).total();
}

void Attempt::finish(const Result<void> &ended, const WaitTimes &spent)
{
    m_outcome = ended.outcome();
    record.took = spent.total();
    record.waits += spent;
    if (ended.failed()) {
        record.error = ended.error();
        record.error->message = visibleText(record.error->message, longestMessage); // servers and bodies may have a say
        record.phase = phase;
    }
}

AttemptSample Attempt::sample() const
{
    AttemptSample sample;
    sample.outcome = m_outcome;
    sample.host = host;
    sample.bytes = host.isLocal() ? 0 : record.bytes;
    sample.latency = m_latency;
    sample.connecting = m_last.dns + m_last.connect + m_last.tls;
    sample.firstByte = m_last.firstByte;
    sample.body = m_last.body;
    sample.reused = record.reused;
    sample.httpVersion = record.httpVersion;
    sample.status = record.status;
    if (record.error)
        sample.error = record.error->kind;
    sample.waits = record.waits;
    return sample;
}

WaitTimes spansOf(const PhaseTimings &timings)
{
    WaitTimes spans;
    spans.add(WaitReason::Dns, timings.dns);
    spans.add(WaitReason::Connect, timings.connect);
    spans.add(WaitReason::Tls, timings.tls);
    spans.add(WaitReason::FirstByte, timings.firstByte);
    spans.add(WaitReason::Body, timings.body);
    return spans;
}

WaitReason failurePhase(ErrorKind kind, WaitReason reached)
{
    switch (kind) {
    case ErrorKind::Dns:
        return WaitReason::Dns;
    case ErrorKind::Connect:
        return WaitReason::Connect;
    case ErrorKind::Tls:
        return WaitReason::Tls;
    case ErrorKind::HttpStatus:
        return WaitReason::FirstByte; // known with the first line, whatever came after
    case ErrorKind::Input:
    case ErrorKind::TimeoutConnect:
    case ErrorKind::TimeoutFirstByte:
    case ErrorKind::TimeoutIdle:
    case ErrorKind::TimeoutAttempt:
    case ErrorKind::Protocol:
    case ErrorKind::Size:
    case ErrorKind::Step:
    case ErrorKind::Storage:
    case ErrorKind::Internal:
        return reached;
    }
    Q_UNREACHABLE();
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
