#pragma once

#include "fetch/contentdecoder.h"

#include <QNetworkRequest>

#include <memory>

namespace sluice {

/// Undoes the content coding of one body for a request that did not ask for a coding itself, and refuses what
/// grows beyond reason while it is undone.
class CurlBodyDecoder
{
public:
    /// Whether the request leaves the coding to us; then it is to be sent with ContentDecoder::accepted.
    static bool isWantedBy(const QNetworkRequest &request);

    /// For the response's Content-Encoding; none when there is nothing to undo.
    /// safeSize: QNetworkRequest::decompressedSafetyCheckThreshold().
    static std::unique_ptr<CurlBodyDecoder> forEncoding(QByteArrayView encoding, qint64 safeSize);

    /// Appends what it decodes; false when there is a fault.
    bool decode(QByteArrayView coded, QByteArray *body);
    /// The body is over: false when it was not whole. None at all is whole, whatever its coding was to be.
    bool finish();
    const QString &fault() const { return m_fault; }

private:
    explicit CurlBodyDecoder(qint64 safeSize) : m_safeSize(safeSize) {}
    bool note(const Result<void> &result);

    std::optional<ContentDecoder> m_decoder;
    qint64 m_safeSize;
    qint64 m_coded = 0;
    qint64 m_decoded = 0;
    QString m_unknown; ///< why the coding cannot be undone; a fault once there is something to undo
    QString m_fault;
};

} // namespace sluice
