// gzip and deflate.
#include "fetch/contentcoding.h"

#include <zlib.h>

#include <array>

namespace sluice {

namespace {

constexpr int gzipWindow = 16 + MAX_WBITS;

class InflateCoding final : public ContentCoding
{
public:
    explicit InflateCoding(bool gzip) : m_isGzip(gzip) {}
    ~InflateCoding() override
    {
        if (m_isOpen)
            inflateEnd(&m_stream);
    }

    Result<void> decode(QByteArrayView coded, const Output &output) override;
    bool isWhole() const override { return m_atEnd; }

private:
    /// "deflate" means zlib data, but some servers send it bare: the first two bytes tell.
    int window() const
    {
        if (m_isGzip)
            return gzipWindow;
        const bool zlibHeader = (m_head[0] & 0x0f) == Z_DEFLATED && (m_head[0] * 256 + m_head[1]) % 31 == 0;
        return zlibHeader ? MAX_WBITS : -MAX_WBITS;
    }
    Result<void> begin();
    Result<void> inflateAll(QByteArrayView coded, const Output &output);

    bool m_isGzip;
    bool m_isOpen = false;
    bool m_atEnd = false;
    z_stream m_stream{};
    std::array<unsigned char, 2> m_head{};
    size_t m_headSize = 0;
    std::array<char, pieceBytes> m_buffer;
};

Result<void> InflateCoding::begin()
{
    if (inflateInit2(&m_stream, window()) != Z_OK)
        return noMemoryForCoding();
    m_isOpen = true;
    return success();
}

Result<void> InflateCoding::inflateAll(QByteArrayView coded, const Output &output)
{
    m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(coded.data())); // zlib's API predates const
    m_stream.avail_in = uInt(coded.size());
    while (m_stream.avail_in > 0 || m_stream.avail_out == 0) {
        if (m_atEnd) {
            if (m_stream.avail_in == 0)
                break;
            if (!m_isGzip)
                return codingFollowedBySomething();
            inflateReset(&m_stream); // gzip may go on with another member
            m_atEnd = false;
        }
        m_stream.next_out = reinterpret_cast<Bytef *>(m_buffer.data());
        m_stream.avail_out = uInt(m_buffer.size());
        const int status = inflate(&m_stream, Z_NO_FLUSH);
        if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
            return damagedCoding();
        m_atEnd = status == Z_STREAM_END;
        if (const auto size = qsizetype(m_buffer.size() - m_stream.avail_out); size > 0) {
            auto written = output(QByteArrayView(m_buffer.data(), size));
            if (!written)
                return written;
        }
        if (status == Z_BUF_ERROR)
            break;
    }
    return success();
}

Result<void> InflateCoding::decode(QByteArrayView coded, const Output &output)
{
    if (m_isOpen)
        return inflateAll(coded, output);
    while (m_headSize < m_head.size() && !coded.empty()) {
        m_head[m_headSize++] = static_cast<unsigned char>(coded.front());
        coded = coded.sliced(1);
    }
    if (m_headSize < m_head.size())
        return success();
    auto begun = begin();
    if (!begun)
        return begun;
    auto first = inflateAll(QByteArrayView(reinterpret_cast<const char *>(m_head.data()), 2), output);
    return first ? inflateAll(coded, output) : first;
}

} // namespace

std::unique_ptr<ContentCoding> makeInflateCoding(bool gzip)
{
    return std::make_unique<InflateCoding>(gzip);
}

} // namespace sluice
