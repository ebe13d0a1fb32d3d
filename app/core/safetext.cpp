#include "core/safetext.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace sluice {

namespace {

bool isBidiControl(char16_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
}

bool isControl(char16_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
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
        else if (isControl(code))
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

QByteArray harmlessJson(const QJsonObject &object)
{
    const auto json = QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    QString result;
    result.reserve(json.size());
    for (const QChar c : json) { // beyond ASCII there is nothing but the content of strings
        if (isControl(c.unicode()) || isBidiControl(c.unicode()))
            result += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            result += c;
    }
    return result.toUtf8();
}

} // namespace sluice
