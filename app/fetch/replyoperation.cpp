#include "fetch/replyoperation.h"

#include "fetch/curl/curlattributes.h"
#include "fetch/errormapping.h"
#include "fetch/responsechecks.h"

namespace sluice {

namespace {

/// Enough to keep a fast connection busy; beyond it the server has to wait for us.
constexpr qint64 readBufferBytes = 256 * 1024;

} // namespace

void ReplyOperation::PostCancel::operator()() const
{
    auto *target = operation;
    QMetaObject::invokeMethod(
        target, [target] { target->end(Cancelled{}); }, Qt::QueuedConnection);
}

ReplyOperation::ReplyOperation(std::unique_ptr<QNetworkReply> reply, const FetchRequest &request, BodySink *sink,
                               const CancelToken &token, const Setting &setting)
    : m_reply(std::move(reply))
    , m_setting(setting)
    , m_method(request.method)
    , m_url(request.url)
    , m_body(sink, request.maxBytes)
    , m_maxBytes(request.maxBytes)
    , m_deadlines(request.deadlines, setting.watch->now())
    , m_start(setting.watch->now())
{
    m_reply->setReadBufferSize(readBufferBytes);
    connect(m_reply.get(), &QNetworkReply::socketStartedConnecting, this, &ReplyOperation::onConnecting);
    connect(m_reply.get(), &QNetworkReply::requestSent, this, &ReplyOperation::onSent);
    connect(m_reply.get(), &QNetworkReply::metaDataChanged, this, &ReplyOperation::onHead);
    connect(m_reply.get(), &QNetworkReply::readyRead, this, &ReplyOperation::onBytes);
    connect(m_reply.get(), &QNetworkReply::finished, this, &ReplyOperation::onFinished);
    m_setting.watch->watch(this, m_deadlines.next());
    m_onCancel.emplace(token, PostCancel{this});
}

ReplyOperation::~ReplyOperation()
{
    m_onCancel.reset();
    m_setting.watch->forget(this);
}

void ReplyOperation::onSent()
{
    const auto now = m_setting.watch->now();
    m_deadlines.noteSent(now);
    m_body.reached(WaitReason::FirstByte, now);
    m_setting.watch->watch(this, m_deadlines.next());
}

void ReplyOperation::onHead()
{
    if (m_over || m_response.status != 0)
        return;
    readHead();
    m_headAt = m_setting.watch->now();
    m_body.reached(WaitReason::Body, m_headAt);
    m_deadlines.noteBytes(m_headAt);
    m_setting.watch->watch(this, m_deadlines.next());
    auto verdict = judgeHead();
    if (!verdict)
        end(std::move(verdict));
    else if (m_response.status / 100 != 2 && m_expected.value_or(0) > BodyReceiver::discardLimit)
        end(success());
}

void ReplyOperation::readHead()
{
    m_response.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_response.reason = m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray();
    const auto lines = m_reply->attribute(CurlAttribute::HeaderLines);
    if (lines.isValid()) {
        m_response.headers = lines.toByteArray();
        return;
    }
    for (const auto &[name, value] : m_reply->rawHeaderPairs()) {
        for (const auto &one : value.split('\n')) // cookies
            appendHeaderLine(&m_response.headers, name, one);
    }
}

Result<void> ReplyOperation::judgeHead()
{
    auto status = checkStatus(m_response, m_url);
    if (!status)
        return status;
    if (m_setting.checkLengths) {
        auto parsed = checkHeadersParsed(m_response, m_url);
        if (!parsed)
            return parsed;
    }
    const auto length = contentLength(m_response, m_url);
    if (!length)
        return length.error();
    if (isBodiless(m_method, m_response.status))
        return success();
    m_expected = length.value();
    if (m_response.status / 100 != 2) {
        m_body.discard();
        return success();
    }
    if (m_setting.decodesContent) {
        auto decoder = ContentDecoder::forEncoding(m_response.header("content-encoding"));
        if (!decoder)
            return decoder.error();
        m_body.setDecoder(std::move(decoder).value());
    }
    if (m_maxBytes > 0 && m_expected.value_or(0) > m_maxBytes)
        return bodyTooLarge(m_maxBytes);
    return success();
}

void ReplyOperation::onBytes()
{
    if (m_over)
        return;
    onHead();
    if (m_over)
        return;
    m_deadlines.noteBytes(m_setting.watch->now());
    auto taken = drain();
    if (!taken)
        end(std::move(taken));
    else if (m_body.isNotWorthReading())
        end(success());
}

Result<void> ReplyOperation::drain()
{
    while (m_reply->bytesAvailable() > 0) {
        const auto size = m_reply->read(m_setting.scratch->data(), m_setting.scratch->size());
        if (size <= 0)
            break;
        auto taken = m_body.take(QByteArrayView(m_setting.scratch->constData(), size));
        if (!taken)
            return taken;
    }
    return success();
}

void ReplyOperation::onFinished()
{
    if (m_over)
        return;
    if (m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid())
        onBytes();
    if (!m_over)
        end(judgeEnd());
}

Result<void> ReplyOperation::judgeEnd() const
{
    const auto error = m_reply->error();
    // Qt reports a 404 as a network error; it is none. Its content errors all stand for a status.
    const bool isStatusOnly =
        m_response.status >= 400 && error > QNetworkReply::UnknownProxyError && error != QNetworkReply::ProtocolFailure;
    const auto code = m_reply->attribute(CurlAttribute::Code);
    const bool failed = code.isValid() ? code.toInt() != 0 : error != QNetworkReply::NoError && !isStatusOnly;
    if (failed || m_response.status == 0)
        return transferFault();
    if (m_setting.checkLengths && m_expected && m_body.wireBytes() != *m_expected)
        return bodyCutShort(hostLabel(m_url), m_body.wireBytes(), *m_expected);
    return m_body.finish();
}

Error ReplyOperation::transferFault() const
{
    TransferFault fault;
    fault.host = hostLabel(m_url);
    fault.error = m_reply->error();
    if (const auto code = m_reply->attribute(CurlAttribute::Code); code.isValid())
        fault.curlCode = code.toInt();
    fault.systemError = m_reply->attribute(CurlAttribute::SystemError).toInt();
    fault.detail = m_reply->errorString();
    fault.requestSent = m_deadlines.isSent();
    fault.received = m_body.wireBytes();
    fault.expected = m_expected.value_or(-1);
    return transferError(fault);
}

TimePoint ReplyOperation::checkDeadlines(TimePoint now)
{
    auto late = m_deadlines.passed(now);
    if (!late)
        return m_deadlines.next();
    end(*std::move(late));
    return TimePoint::max();
}

void ReplyOperation::end(Result<void> ending)
{
    if (std::exchange(m_over, true))
        return;
    m_reply->abort(); // does nothing to a finished one
    noteTransfer();
    m_ended.complete(std::move(ending));
}

void ReplyOperation::noteTransfer()
{
    m_response.bytes = m_body.bytes();
    const auto timings = m_reply->attribute(CurlAttribute::Timings);
    if (!timings.isValid()) {
        m_response.timings = measuredTimings();
        m_response.httpVersion = m_response.status ? QByteArrayLiteral("1.1") : QByteArray();
        return;
    }
    m_response.timings = timings.value<PhaseTimings>();
    m_response.connectionReused = m_reply->attribute(CurlAttribute::ConnectionReused).toBool();
    m_response.remoteAddress = m_reply->attribute(CurlAttribute::RemoteAddress).toString();
    m_response.httpVersion = m_reply->attribute(CurlAttribute::HttpVersion).toByteArray();
}

PhaseTimings ReplyOperation::measuredTimings() const
{
    PhaseTimings timings;
    const auto now = m_setting.watch->now();
    const bool began = m_response.status != 0;
    timings.firstByte = (began ? m_headAt : now) - m_start;
    timings.body = began ? now - m_headAt : Duration::zero();
    return timings;
}

} // namespace sluice
