#include "fetch/curl/curlbodydecoder.h"

#include <QCoreApplication>

namespace sluice {

namespace {

/// Beyond the safe size. Qt's own manager draws the line here too for the denser codings.
constexpr qint64 maxGrowth = 100;

Error growsTooMuch()
{
    return {ErrorKind::Size, QCoreApplication::translate("CurlBodyDecoder",
                                                         "The compressed body grows beyond reason when decompressed")};
}

} // namespace

bool CurlBodyDecoder::isWantedBy(const QNetworkRequest &request)
{
    // Of a part of a compressed body nothing could be made.
    static const QByteArray coding("Accept-Encoding");
    return !request.hasRawHeader(coding) && !request.hasRawHeader("Range");
}

std::unique_ptr<CurlBodyDecoder> CurlBodyDecoder::forEncoding(QByteArrayView encoding, qint64 safeSize)
{
    auto found = ContentDecoder::forEncoding(encoding);
    if (found && !found.value())
        return {};
    std::unique_ptr<CurlBodyDecoder> decoder(new CurlBodyDecoder(safeSize));
    if (found)
        decoder->m_decoder = std::move(found).value();
    else
        decoder->m_unknown = found.error().message;
    return decoder;
}

bool CurlBodyDecoder::decode(QByteArrayView coded, QByteArray *body)
{
    if (!m_decoder)
        m_fault = m_unknown;
    if (!m_fault.isEmpty())
        return false;
    m_coded += coded.size();
    return note(m_decoder->decode(coded, [this, body](QByteArrayView decoded) -> Result<void> {
        m_decoded += decoded.size();
        if (m_safeSize >= 0 && m_decoded > m_safeSize && m_decoded / maxGrowth > m_coded)
            return growsTooMuch();
        body->append(decoded);
        return success();
    }));
}

bool CurlBodyDecoder::finish()
{
    return m_fault.isEmpty() && (!m_decoder || note(m_decoder->finish()));
}

bool CurlBodyDecoder::note(const Result<void> &result)
{
    if (!result)
        m_fault = result.error().message;
    return m_fault.isEmpty();
}

} // namespace sluice
