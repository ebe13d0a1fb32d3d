#include "core/safetext.h"

namespace sluice {

namespace {

bool isBidiControl(char16_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
}

} // namespace

QString visibleText(QStringView text, qsizetype maxLength)
{
    const bool cut = text.size() > maxLength;
    if (cut) {
        text = text.left(maxLength - 1);
        if (!text.isEmpty() && text.back().isHighSurrogate())
            text.chop(1);
    }
    QString result;
    result.reserve(text.size() + 1);
    for (const QChar c : text) {
        const auto code = c.unicode();
        if (code < 0x20)
            result += QChar(0x2400 + code); // the "control pictures" block
        else if (code == 0x7F || (code >= 0x80 && code < 0xA0) || code == 0x2028 || code == 0x2029)
            result += QChar(0x2421);
        else if (isBidiControl(code))
            result += QChar(0xFFFD);
        else
            result += c;
    }
    if (cut)
        result += QChar(0x2026);
    return result;
}

} // namespace sluice
