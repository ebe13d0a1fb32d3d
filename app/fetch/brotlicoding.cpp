#include "fetch/contentcoding.h"

#include <brotli/decode.h>

#include <array>

namespace sluice {

namespace {

class BrotliCoding final : public ContentCoding
{
public:
    ~BrotliCoding() override { BrotliDecoderDestroyInstance(m_decoder); }

    Result<void> decode(QByteArrayView coded, const Output &output) override;
    bool isWhole() const override { return m_decoder && BrotliDecoderIsFinished(m_decoder); }

private:
    BrotliDecoderState *m_decoder = BrotliDecoderCreateInstance(nullptr, nullptr, nullptr);
    std::array<uint8_t, pieceBytes> m_buffer;
};

Result<void> BrotliCoding::decode(QByteArrayView coded, const Output &output)
{
    if (!m_decoder)
        return noMemoryForCoding();
    if (isWhole() && !coded.empty())
        return codingFollowedBySomething();
    auto left = size_t(coded.size());
    const auto *from = reinterpret_cast<const uint8_t *>(coded.data());
    while (true) {
        auto room = m_buffer.size();
        auto *to = m_buffer.data();
        const auto status = BrotliDecoderDecompressStream(m_decoder, &left, &from, &room, &to, nullptr);
        if (status == BROTLI_DECODER_RESULT_ERROR)
            return damagedCoding();
        if (const auto size = qsizetype(m_buffer.size() - room); size > 0) {
            auto written = output(QByteArrayView(reinterpret_cast<const char *>(m_buffer.data()), size));
            if (!written)
                return written;
        }
        if (status == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT)
            continue;
        return left > 0 ? codingFollowedBySomething() : success();
    }
}

} // namespace

std::unique_ptr<ContentCoding> makeBrotliCoding()
{
    return std::make_unique<BrotliCoding>();
}

} // namespace sluice
