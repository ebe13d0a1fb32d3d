#include "formats/gunzip.h"

#include <QCoreApplication>

#define ZLIB_CONST // input is only read
#include <zlib.h>

namespace sluice {

namespace {

constexpr int gzipOnly = 16 + MAX_WBITS;

QString tr(const char *text)
{
    return QCoreApplication::translate("Gunzip", text);
}

} // namespace

Gunzip::Gunzip() : m_stream(std::make_unique<z_stream>()), m_isReady(inflateInit2(m_stream.get(), gzipOnly) == Z_OK) {}

Gunzip::~Gunzip()
{
    if (m_isReady)
        inflateEnd(m_stream.get());
}

void Gunzip::feed(QByteArrayView piece)
{
    m_stream->next_in = reinterpret_cast<const Bytef *>(piece.data());
    m_stream->avail_in = static_cast<uInt>(piece.size());
}

qint64 Gunzip::read(char *data, qint64 maxSize)
{
    if (!m_isReady)
        return fail(Z_MEM_ERROR);
    const auto room = static_cast<uInt>(std::min<qint64>(maxSize, std::numeric_limits<int>::max()));
    m_stream->next_out = reinterpret_cast<Bytef *>(data);
    m_stream->avail_out = room;
    while (m_stream->avail_out > 0) {
        if (isComplete())
            skipPadding();
        if (m_stream->avail_in == 0)
            break;
        m_isBetween = false;
        const int status = inflate(m_stream.get(), Z_NO_FLUSH);
        if (status == Z_STREAM_END) {
            ++m_members;
            m_isBetween = true;
            inflateReset(m_stream.get());
        } else if (status != Z_OK && status != Z_BUF_ERROR) {
            return fail(status);
        }
    }
    return room - m_stream->avail_out;
}

void Gunzip::skipPadding()
{
    while (m_stream->avail_in > 0 && *m_stream->next_in == 0) {
        ++m_stream->next_in;
        --m_stream->avail_in;
    }
}

qint64 Gunzip::fail(int status)
{
    const QByteArrayView reason(m_stream->msg ? m_stream->msg : zError(status));
    if (reason == "incorrect data check" || reason == "incorrect length check")
        m_fault = tr("the compressed data is damaged: it does not match its checksum");
    else if (reason == "incorrect header check" && m_members > 0)
        m_fault = tr("the compressed data is followed by something else");
    else
        m_fault = tr("the compressed data is damaged (%1)").arg(QString::fromUtf8(reason));
    return -1;
}

} // namespace sluice
