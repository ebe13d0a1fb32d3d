#include "fetch/curl/curlreply.h"

#include "fetch/curl/curlaccessmanager.h"
#include "fetch/curl/curlattributes.h"
#include "fetch/curl/curlerrors.h"
#include "fetch/curl/curlmultidriver.h"
#include "fetch/curl/curltrust.h"
#include "fetch/headerlines.h"

#include <QMetaMethod>

#include <cstring>

namespace sluice {

namespace {

/// So much of a response that redirects is read to keep its connection usable.
constexpr qint64 redirectBodyLimit = 64 * 1024;

/// After a signal: whoever heard it may have aborted the reply or deleted it.
bool isOver(const QPointer<CurlReply> &reply)
{
    return !reply || reply->isFinished();
}

} // namespace

CurlReply::CurlReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
                     CurlAccessManager *owner)
    : QNetworkReply(owner), m_owner(owner)
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

void CurlReply::sendAs(const QByteArray &verb, QIODevice *body)
{
    m_verb = verb;
    if (!body)
        return;
    const auto declared = request().header(QNetworkRequest::ContentLengthHeader);
    m_upload = std::make_shared<CurlUpload>(body, declared.isValid() ? declared.toLongLong() : -1);
    connect(body, &QIODevice::readyRead, this, &CurlReply::feedUpload);
    connect(body, &QObject::destroyed, this, &CurlReply::feedUpload);
    connect(body, &QIODevice::readChannelFinished, this, [this] {
        if (m_upload) // a redirect may have left it behind
            m_upload->noteEndOfDevice();
        feedUpload();
    });
    connect(body, &QIODevice::aboutToClose, this, [this] {
        const QPointer<CurlReply> self(this);
        const auto upload = m_upload;
        if (!upload || !m_transfer || m_transfer->result()) // an answer that has come stays one
            return;
        upload->noteClosing();
        if (self)
            feedUpload();
    });
}

void CurlReply::start(std::unique_ptr<CurlTransfer> transfer, const QNetworkProxy &proxy, const CurlTrust &trust,
                      CurlMultiDriver *driver, Retire retire)
{
    m_transfer = std::move(transfer);
    m_driver = driver;
    m_retire = std::move(retire);
    m_decodes = CurlBodyDecoder::isWantedBy(request());
    if (!launch(request(), proxy, trust))
        failLater(UnknownNetworkError, tr("the transfer could not be started"));
}

bool CurlReply::launch(const QNetworkRequest &request, const QNetworkProxy &proxy, const CurlTrust &trust)
{
    m_transfer->prepare(m_verb == "HEAD" ? CurlTransfer::Method::Head : CurlTransfer::Method::Get, request, proxy, this,
                        m_driver);
    if (m_decodes)
        m_transfer->addHeader("Accept-Encoding: " + QByteArray(ContentDecoder::accepted));
    if (m_upload || (m_verb != "GET" && m_verb != "HEAD"))
        m_transfer->sendAs(m_verb, m_upload.get());
    m_isEncrypted = request.url().scheme() == QLatin1StringView("https");
    if (m_isEncrypted) {
        // libcurl 7.88 spins while a server's window lets no more of a body through.
        if (m_upload || !request.attribute(QNetworkRequest::Http2AllowedAttribute, true).toBool())
            m_transfer->keepToHttp1();
        if (!trust.authorities.isEmpty() || !trust.unverifiedHosts.isEmpty())
            m_transfer->trust(trust, request.url().host());
    }
    return m_driver->add(m_transfer.get());
}

void CurlReply::failLater(NetworkError error, const QString &text)
{
    QMetaObject::invokeMethod(
        this,
        [this, error, text] {
            if (!isFinished() && m_owner) // Qt's own slot on finished() is lost without its manager
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
    const bool isNews = !was && progress == CurlHeaderBlock::Progress::Complete;
    m_headIsNews = m_headIsNews || isNews;
    if (isNews && m_decodes && m_verb != "HEAD")
        m_decoder = CurlBodyDecoder::forEncoding(headerValue(m_head.lines(), "content-encoding"),
                                                 request().decompressedSafetyCheckThreshold());
    return progress != CurlHeaderBlock::Progress::TooLarge;
}

CurlTransferListener::Take CurlReply::takeBody(QByteArrayView chunk)
{
    if (m_discard)
        return Take::Taken;
    if (m_redirects) {
        m_received += chunk.size();
        return m_received <= redirectBodyLimit ? Take::Taken : Take::Refused;
    }
    if (readBufferSize() > 0 && unread() >= readBufferSize()) {
        m_paused = true;
        return Take::NotNow;
    }
    m_paused = false;
    m_received += chunk.size();
    if (!m_decoder)
        m_body.append(chunk);
    else if (!m_decoder->decode(chunk, &m_body))
        return Take::Refused;
    m_bodyIsNews = true;
    return Take::Taken;
}

void CurlReply::tellNews()
{
    const QPointer<CurlReply> self(this);
    if (std::exchange(m_connectingIsNews, false)) {
        Q_EMIT socketStartedConnecting();
        if (isOver(self))
            return;
    }
    if (std::exchange(m_sentIsNews, false)) {
        if (m_isEncrypted && m_transfer->openedConnection())
            Q_EMIT encrypted();
        if (isOver(self))
            return;
        Q_EMIT requestSent();
        if (isOver(self))
            return;
    }
    if (m_upload) {
        tellUpload();
        if (isOver(self))
            return;
    }
    if (m_headIsNews && m_upload)
        m_driver->resume(m_transfer.get()); // an answer before the end of the body: libcurl may be content without it
    if (std::exchange(m_headIsNews, false) && !isRedirected()) {
        publishHead();
        Q_EMIT metaDataChanged();
    }
    if (isOver(self))
        return;
    if (m_redirects) {
        followRedirect();
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
    if (m_transfer && m_transfer->result())
        tellEnd();
}

void CurlReply::tellEnd()
{
    const auto code = *m_transfer->result();
    const auto text = code == CURLE_OK ? QString() : m_transfer->errorText();
    setAttribute(CurlAttribute::Code, int(code));
    publishTransfer();
    m_retire(releaseTransfer());
    const bool undecodable = m_decoder && (!m_decoder->fault().isEmpty() || (code == CURLE_OK && !m_decoder->finish()));
    if (m_upload && !m_upload->fault().isEmpty())
        conclude(ContentReSendError, m_upload->fault());
    else if (undecodable)
        conclude(UnknownContentError, m_decoder->fault());
    else if (code != CURLE_OK)
        conclude(networkErrorFromCurl(code), text);
    else if (const auto error = networkErrorFromStatus(m_head.status()); error != NoError)
        conclude(error, QString::fromUtf8(m_head.reason()));
    else
        conclude(NoError, QString());
}

void CurlReply::feedUpload()
{
    if (!m_transfer || m_transfer->result() || !m_upload)
        return;
    const QPointer<CurlReply> self(this);
    const auto upload = m_upload;
    const bool mayGoOn = upload->feed();
    if (mayGoOn && !isOver(self) && m_transfer)
        m_driver->resume(m_transfer.get());
}

void CurlReply::tellUpload()
{
    const QPointer<CurlReply> self(this);
    feedUpload();
    if (isOver(self) || !m_upload)
        return;
    const auto given = m_upload->given();
    if (std::exchange(m_uploaded, given) != given)
        Q_EMIT uploadProgress(given, m_upload->size());
}

void CurlReply::endWith(NetworkError error, const QString &text)
{
    if (m_transfer) {
        m_driver->remove(m_transfer.get()); // libcurl settles its times when a handle leaves
        publishTransfer();
        m_retire(releaseTransfer());
    }
    conclude(error, text);
}

void CurlReply::publishHead()
{
    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, m_head.status());
    setAttribute(QNetworkRequest::HttpReasonPhraseAttribute, m_head.reason());
    setAttribute(CurlAttribute::HeaderLines, m_head.lines());
    if (request().attribute(CurlAttribute::HeaderLinesOnly).toBool())
        return;
    for (const auto &[name, value] : headerFields(m_head.lines())) {
        const bool ofTheCoded = m_decoder && name.compare("content-length", Qt::CaseInsensitive) == 0;
        if (!ofTheCoded)
            setRawHeader(name, value);
    }
    if (m_head.status() / 100 == 3 && hasRawHeader("Location"))
        setAttribute(QNetworkRequest::RedirectionTargetAttribute, QUrl::fromEncoded(rawHeader("Location")));
}

void CurlReply::publishTransfer()
{
    setAttribute(CurlAttribute::Timings, QVariant::fromValue(phaseTimings(m_transfer->marks(), m_isEncrypted)));
    setAttribute(CurlAttribute::ConnectionReused, m_head.isComplete() && !m_transfer->openedConnection());
    setAttribute(CurlAttribute::RemoteAddress, m_transfer->remoteAddress());
    setAttribute(CurlAttribute::HttpVersion, m_transfer->httpVersion());
    if (const int fault = m_transfer->systemError())
        setAttribute(CurlAttribute::SystemError, fault);
    if (request().attribute(CurlAttribute::HeaderLinesOnly).toBool()) // in a hurry
        return;
    setAttribute(CurlAttribute::BytesReceived, m_transfer->bytesReceived());
    setAttribute(CurlAttribute::BytesSent, m_transfer->bytesSent());
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
    m_body.clear();
    m_bodyRead = 0;
    const QPointer<CurlReply> self(this);
    endWith(OperationCanceledError, tr("Operation canceled"));
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
