#include "fetch/curl/curlreply.h"

#include "fetch/curl/curlattributes.h"
#include "fetch/curl/curlerrors.h"
#include "fetch/curl/curlmultidriver.h"
#include "fetch/headerlines.h"

#include <QMetaMethod>
#include <QPointer>

#include <cstring>

namespace sluice {

namespace {

/// After a signal: whoever heard it may have aborted the reply or deleted it.
bool isOver(const QPointer<CurlReply> &reply)
{
    return !reply || reply->isFinished();
}

} // namespace

CurlReply::CurlReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request, QObject *parent)
    : QNetworkReply(parent)
{
    setOperation(operation);
    setRequest(request);
    setUrl(request.url());
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

CurlReply::~CurlReply()
{
    if (auto transfer = releaseTransfer())
        m_retire(std::move(transfer));
}

void CurlReply::start(std::unique_ptr<CurlTransfer> transfer, CurlTransfer::Method method, const QNetworkProxy &proxy,
                      CurlMultiDriver *driver, Retire retire)
{
    m_transfer = std::move(transfer);
    m_driver = driver;
    m_retire = std::move(retire);
    m_transfer->prepare(method, request(), proxy, this, driver);
    if (!driver->add(m_transfer.get()))
        failLater(UnknownNetworkError, tr("the transfer could not be started"));
}

void CurlReply::failLater(NetworkError error, const QString &text)
{
    QMetaObject::invokeMethod(
        this,
        [this, error, text] {
            if (!isFinished() && manager()) // Qt's own slot on finished() is lost without its manager
                conclude(error, text);
        },
        Qt::QueuedConnection);
}

void CurlReply::dropTransfer()
{
    releaseTransfer();
}

CurlReply *CurlReply::of(const CurlTransfer *transfer)
{
    return static_cast<CurlReply *>(transfer->listener());
}

bool CurlReply::takeHeaderLine(QByteArrayView line)
{
    const bool was = m_head.isComplete();
    const auto progress = m_head.take(line);
    m_headIsNews = m_headIsNews || (!was && progress == CurlHeaderBlock::Progress::Complete);
    return progress != CurlHeaderBlock::Progress::TooLarge;
}

bool CurlReply::takeBody(QByteArrayView chunk)
{
    if (m_discard)
        return true;
    if (readBufferSize() > 0 && unread() >= readBufferSize()) {
        m_paused = true;
        return false;
    }
    m_paused = false;
    m_received += chunk.size();
    m_body.append(chunk);
    m_bodyIsNews = true;
    return true;
}

void CurlReply::tellNews()
{
    const QPointer<CurlReply> self(this);
    if (std::exchange(m_sentIsNews, false)) {
        Q_EMIT requestSent();
        if (isOver(self))
            return;
    }
    if (std::exchange(m_headIsNews, false)) {
        publishHead();
        Q_EMIT metaDataChanged();
        if (isOver(self))
            return;
    }
    if (std::exchange(m_bodyIsNews, false)) {
        Q_EMIT readyRead();
        if (isOver(self))
            return;
        static const auto progress = QMetaMethod::fromSignal(&QNetworkReply::downloadProgress);
        if (isSignalConnected(progress)) { // seldom: and the length is looked up for it
            const auto length = header(QNetworkRequest::ContentLengthHeader);
            Q_EMIT downloadProgress(m_received, length.isValid() ? length.toLongLong() : -1);
            if (isOver(self))
                return;
        }
    }
    if (!m_transfer || !m_transfer->result())
        return;
    const auto code = *m_transfer->result();
    const auto text = code == CURLE_OK ? QString() : m_transfer->errorText();
    setAttribute(CurlAttribute::Code, int(code));
    publishTransfer();
    m_retire(releaseTransfer());
    if (code != CURLE_OK) {
        conclude(networkErrorFromCurl(code), text);
        return;
    }
    const auto error = networkErrorFromStatus(m_head.status());
    conclude(error, error == NoError ? QString() : QString::fromUtf8(m_head.reason()));
}

void CurlReply::publishHead()
{
    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, m_head.status());
    setAttribute(QNetworkRequest::HttpReasonPhraseAttribute, m_head.reason());
    setAttribute(CurlAttribute::HeaderLines, m_head.lines());
    if (request().attribute(CurlAttribute::HeaderLinesOnly).toBool())
        return;
    for (const auto &[name, value] : headerFields(m_head.lines()))
        setRawHeader(name, value);
    if (m_head.status() / 100 == 3 && hasRawHeader("Location"))
        setAttribute(QNetworkRequest::RedirectionTargetAttribute, QUrl::fromEncoded(rawHeader("Location")));
}

void CurlReply::publishTransfer()
{
    const bool tls = url().scheme() == QLatin1StringView("https");
    setAttribute(CurlAttribute::Timings, QVariant::fromValue(phaseTimings(m_transfer->marks(), tls)));
    setAttribute(CurlAttribute::ConnectionReused, m_head.isComplete() && !m_transfer->openedConnection());
    setAttribute(CurlAttribute::RemoteAddress, m_transfer->remoteAddress());
    setAttribute(CurlAttribute::HttpVersion, m_transfer->httpVersion());
    if (const int fault = m_transfer->systemError())
        setAttribute(CurlAttribute::SystemError, fault);
}

std::unique_ptr<CurlTransfer> CurlReply::releaseTransfer()
{
    if (m_transfer)
        m_driver->remove(m_transfer.get());
    m_driver = nullptr;
    return std::move(m_transfer);
}

void CurlReply::conclude(NetworkError error, const QString &text)
{
    setFinished(true);
    const QPointer<CurlReply> self(this);
    if (error != NoError) {
        setError(error, text);
        Q_EMIT errorOccurred(error);
        if (!self)
            return;
    }
    Q_EMIT readChannelFinished();
    if (self)
        Q_EMIT finished();
}

void CurlReply::abort()
{
    if (isFinished())
        return;
    if (m_transfer) {
        m_driver->remove(m_transfer.get()); // libcurl settles its times when a handle leaves
        publishTransfer();
        m_retire(releaseTransfer());
    }
    m_body.clear();
    m_bodyRead = 0;
    const QPointer<CurlReply> self(this);
    conclude(OperationCanceledError, tr("Operation canceled"));
    if (self)
        QNetworkReply::close();
}

void CurlReply::close()
{
    m_discard = true; // the transfer goes on to its end, unread
    m_body.clear();
    m_bodyRead = 0;
    QNetworkReply::close();
    resumeIfRoom();
}

qint64 CurlReply::bytesAvailable() const
{
    return QNetworkReply::bytesAvailable() + unread();
}

void CurlReply::setReadBufferSize(qint64 size)
{
    QNetworkReply::setReadBufferSize(size);
    resumeIfRoom();
}

qint64 CurlReply::readData(char *data, qint64 maxSize)
{
    const auto size = std::min<qint64>(maxSize, unread());
    if (size == 0)
        return isFinished() ? -1 : 0;
    std::memcpy(data, m_body.constData() + m_bodyRead, size_t(size));
    m_bodyRead += size;
    if (unread() == 0) {
        m_body.resize(0); // keeps its memory for the next chunk
        m_bodyRead = 0;
    }
    resumeIfRoom();
    return size;
}

void CurlReply::resumeIfRoom()
{
    if (!m_paused || !m_transfer || m_transfer->result())
        return;
    if (readBufferSize() > 0 && unread() >= readBufferSize())
        return;
    m_paused = false;
    m_driver->resume(m_transfer.get());
}

} // namespace sluice
