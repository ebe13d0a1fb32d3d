#include "fetch/contentcoding.h"

#include <zstd.h>

#include <array>

namespace sluice {

namespace {

/// 8 MiB, which is what servers may ask of clients (RFC 9659).
constexpr int maxWindowLog = 23;

class ZstdCoding final : public ContentCoding
{
public:
    ZstdCoding()
    {
        if (m_context)
            ZSTD_DCtx_setParameter(m_context, ZSTD_d_windowLogMax, maxWindowLog);
    }
    ~ZstdCoding() override { ZSTD_freeDCtx(m_context); }

    Result<void> decode(QByteArrayView coded, const Output &output) override;
    bool isWhole() const override { return m_atEnd; }

private:
    ZSTD_DCtx *m_context = ZSTD_createDCtx();
    bool m_atEnd = false; ///< of a frame; another may follow
    std::array<char, pieceBytes> m_buffer;
};

Result<void> ZstdCoding::decode(QByteArrayView coded, const Output &output)
{
    if (!m_context)
        return noMemoryForCoding();
    ZSTD_inBuffer from{coded.data(), size_t(coded.size()), 0};
    bool isFull = false;
    while (from.pos < from.size || isFull) {
        ZSTD_outBuffer to{m_buffer.data(), m_buffer.size(), 0};
        const auto status = ZSTD_decompressStream(m_context, &to, &from);
        if (ZSTD_isError(status))
            return damagedCoding();
        m_atEnd = status == 0;
        isFull = !m_atEnd && to.pos == to.size; // there may be more
        if (to.pos == 0)
            continue;
        auto written = output(QByteArrayView(m_buffer.data(), qsizetype(to.pos)));
        if (!written)
            return written;
    }
    return success();
}

} // namespace

std::unique_ptr<ContentCoding> makeZstdCoding()
{
    return std::make_unique<ZstdCoding>();
}

} // namespace sluice
