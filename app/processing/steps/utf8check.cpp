#include "processing/steps/utf8check.h"

namespace sluice {

namespace {

/// Of the sequence that begins so; 0 when none does.
qsizetype sequenceLength(char lead)
{
    const auto byte = static_cast<unsigned char>(lead);
    if (byte < 0x80)
        return 1;
    if (byte < 0xC2 || byte > 0xF4)
        return 0;
    return byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

} // namespace

std::optional<qsizetype> firstInvalidUtf8(QByteArrayView bytes)
{
    if (bytes.isValidUtf8()) // many bytes at a time
        return {};
    qsizetype pos = 0;
    while (pos < bytes.size()) {
        const auto length = sequenceLength(bytes[pos]);
        if (length == 0 || pos + length > bytes.size() || !bytes.sliced(pos, length).isValidUtf8())
            break;
        pos += length;
    }
    return pos;
}

} // namespace sluice
