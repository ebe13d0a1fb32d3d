#pragma once

#include "fetch/curl/curlbodydecoder.h"
#include "fetch/curl/curlheaderblock.h"
#include "fetch/curl/curlredirection.h"
#include "fetch/curl/curltransfer.h"
#include "fetch/curl/curlupload.h"

#include <QNetworkReply>
#include <QPointer>

#include <functional>
#include <memory>

namespace sluice {

class CurlAccessManager;

/// The reply of a CurlAccessManager. Signals come from the event loop, never inside libcurl or createRequest,
/// in Qt's order: socketStartedConnecting (where no connection is at hand), encrypted, requestSent, uploadProgress...,
/// metaDataChanged, readyRead..., errorOccurred, readChannelFinished, finished; finished exactly once. Where a redirect
/// is followed the first three come again for the next request, after redirected; of the response that redirects
/// nothing else is told. As with Qt's replies abort() emits the last three before it returns. Abort or delete it at any
/// moment, inside its own signals too; deleted unfinished it says no more.
class CurlReply final : public QNetworkReply, private CurlTransferListener
{
    Q_OBJECT

public:
    /// Takes a used transfer back.
    using Retire = std::function<void(std::unique_ptr<CurlTransfer>)>;

    CurlReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request, CurlAccessManager *owner);
    ~CurlReply() override;

    /// Before start(), for what is no GET. The device, where there is a body, stays the caller's.
    void sendAs(const QByteArray &verb, QIODevice *body);
    void start(std::unique_ptr<CurlTransfer> transfer, const QNetworkProxy &proxy, const CurlTrust &trust,
               CurlMultiDriver *driver, Retire retire);
    /// For what cannot be started: ends with this error, from the event loop.
    void failLater(NetworkError error, const QString &text);
    /// Without a word: for a reply that is about to be deleted with its manager.
    void dropTransfer();
    static CurlReply *of(const CurlTransfer *transfer);

    void abort() override;
    void close() override;
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override;
    /// Stops taking from libcurl while so much is unread, give or take one of its chunks (16 KiB; decoded, what that
    /// becomes). Over HTTP/1.1 the socket is left alone then, and the server has to wait. Over HTTP/2 libcurl goes on
    /// reading for the other streams of the connection and keeps for a paused one what its window lets arrive, which
    /// can be tens of megabytes, and hands it over when reading goes on.
    void setReadBufferSize(qint64 size) override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;

private:
    void takeConnecting() override { m_connectingIsNews = true; }
    void takeRequestSent() override { m_sentIsNews = true; }
    bool takeHeaderLine(QByteArrayView line) override;
    Take takeBody(QByteArrayView chunk) override;
    void tellNews() override;

    bool launch(const QNetworkRequest &request, const QNetworkProxy &proxy, const CurlTrust &trust);
    void feedUpload();
    void tellUpload();
    bool isRedirected();
    void allowRedirect();
    void followRedirect();
    void endWith(NetworkError error, const QString &text);
    void tellEnd();
    void publishHead();
    void publishTransfer();
    std::unique_ptr<CurlTransfer> releaseTransfer();
    void conclude(NetworkError error, const QString &text);
    void resumeIfRoom();
    qint64 unread() const { return m_body.size() - m_bodyRead; }

    QPointer<CurlAccessManager> m_owner;
    std::unique_ptr<CurlTransfer> m_transfer;
    CurlMultiDriver *m_driver = nullptr;
    Retire m_retire;
    QByteArray m_verb = QByteArrayLiteral("GET");
    std::shared_ptr<CurlUpload> m_upload; ///< shared with whoever reads the device: that may end or delete the reply
    std::unique_ptr<CurlRedirection> m_redirection;
    std::unique_ptr<CurlBodyDecoder> m_decoder;
    CurlHeaderBlock m_head;
    QByteArray m_body;
    qsizetype m_bodyRead = 0;
    qint64 m_received = 0;
    qint64 m_uploaded = 0;
    bool m_connectingIsNews = false;
    bool m_sentIsNews = false;
    bool m_headIsNews = false;
    bool m_bodyIsNews = false;
    bool m_isEncrypted = false;
    bool m_paused = false;
    bool m_discard = false;
    bool m_decodes = false;     ///< the coding is ours to undo
    bool m_redirects = false;   ///< the response at hand only leads to the next
    bool m_mayRedirect = false; ///< and the next may begin
};

} // namespace sluice
