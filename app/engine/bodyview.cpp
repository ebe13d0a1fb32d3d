#include "engine/bodyview.h"

#include "core/humanize.h"
#include "core/safetext.h"
#include "processing/steps/charset.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>
#include <optional>

namespace sluice {

namespace {

constexpr qsizetype mostLines = 2'000;
constexpr qsizetype longestLine = 1'000;
constexpr qsizetype hexBytes = 1'024;
constexpr qsizetype hexWidth = 16;
constexpr int deepestIndent = 32; // what nests deeper is not worth its spaces

QString tr(const char *text)
{
    return QCoreApplication::translate("BodyView", text);
}

bool isTextType(const QString &contentType)
{
    const auto type = contentType.section(u';', 0, 0).trimmed().toLower();
    return contentType.contains(QLatin1StringView("charset"), Qt::CaseInsensitive) || type.startsWith(u"text/") ||
           type.endsWith(u"json") || type.endsWith(u"xml");
}

bool isBinary(QStringView text)
{
    const auto odd = std::ranges::count_if(
        text, [](QChar c) { return c.unicode() < 0x20 && c != u'\n' && c != u'\r' && c != u'\t' && c != u'\f'; });
    return odd * 20 > text.size();
}

/// Without the first bytes of a character of UTF-8 whose last ones were cut off; they would spoil the guess.
QByteArrayView withoutBrokenEnd(QByteArrayView bytes)
{
    auto start = bytes.size();
    while (start > 0 && bytes.size() - start < 3 && (bytes[start - 1] & 0xC0) == 0x80)
        --start;
    const bool isLead = start > 0 && (bytes[start - 1] & 0xC0) == 0xC0;
    return isLead ? bytes.first(start - 1) : bytes;
}

/// What steps would take it for, when it says to be text or nothing; else as Unicode says it is; as Latin-1 when only
/// the server says it is text; nothing when it is none.
std::optional<QString> decoded(QByteArrayView bytes, bool isWhole, const QString &contentType)
{
    if (contentType.isEmpty() || isTextType(contentType)) {
        const auto known = isWhole ? bytes : withoutBrokenEnd(bytes);
        const auto found = decodedText(known.toByteArray(), contentType, {});
        if (found)
            return QString::fromUtf8(found.value().utf8);
    }
    const auto encoding = QStringConverter::encodingForData(bytes).value_or(QStringConverter::Utf8);
    QStringDecoder decoder(encoding, isWhole ? QStringDecoder::Flag::Stateless : QStringDecoder::Flag::Default);
    QString text = decoder(bytes);
    if (decoder.hasError()) {
        if (!isTextType(contentType))
            return std::nullopt;
        text = QString::fromLatin1(bytes);
    }
    if (isBinary(text))
        return std::nullopt;
    return text;
}

bool looksLikeJson(const QString &text, const QString &contentType)
{
    if (contentType.section(u';', 0, 0).trimmed().endsWith(u"json"))
        return true;
    const auto start = QStringView(text).trimmed().left(1);
    return start == u"{" || start == u"[";
}

struct VisibleLines
{
    QString text{};
    bool isCutInLines = false; ///< some lines were too long
    bool isCutAtEnd = false;   ///< there were too many
};

/// Line by line, for visibleText() turns line ends into signs too.
VisibleLines visibleLines(const QString &text)
{
    VisibleLines result;
    qsizetype count = 0;
    for (const auto line : QStringView(text).split(u'\n')) {
        if (++count > mostLines) {
            result.isCutAtEnd = true;
            break;
        }
        auto shown = (line.endsWith(u'\r') ? line.chopped(1) : line).toString();
        shown.replace(u'\t', QLatin1StringView("    "));
        result.isCutInLines = result.isCutInLines || shown.size() > longestLine;
        result.text += visibleText(shown, longestLine) + u'\n';
    }
    result.text.chop(1);
    return result;
}

QString hexLines(QByteArrayView bytes)
{
    QString result;
    for (qsizetype at = 0; at < bytes.size(); at += hexWidth) {
        const auto row = bytes.sliced(at, std::min(hexWidth, bytes.size() - at));
        QString readable;
        for (const char c : row)
            readable += QLatin1Char(c >= 0x20 && c < 0x7F ? c : '.');
        const auto hex = QString::fromLatin1(row.toByteArray().toHex(' ')).leftJustified(3 * hexWidth);
        result +=
            QStringLiteral("%1  %2 %3\n").arg(static_cast<qint64>(at), 6, 16, QLatin1Char('0')).arg(hex, readable);
    }
    result.chop(1);
    return result;
}

QString firstOf(qint64 shown, qint64 size)
{
    return tr("The first %1 of %2.").arg(humanBytes(shown), humanBytes(size));
}

} // namespace

BodyView viewOf(QByteArrayView beginning, qint64 size, const QString &contentType)
{
    if (size == 0)
        return {};
    auto text = decoded(beginning, beginning.size() == size, contentType);
    BodyView view;
    if (!text) {
        view.form = BodyView::Form::Hex;
        view.text = hexLines(beginning.first(std::min(hexBytes, beginning.size())));
        if (size > hexBytes)
            view.remark = firstOf(hexBytes, size);
        return view;
    }
    if (looksLikeJson(*text, contentType))
        text = indentedJson(*text);
    const auto lines = visibleLines(*text);
    view.form = BodyView::Form::Text;
    view.text = lines.text;
    QStringList remarks;
    if (beginning.size() < size)
        remarks.append(firstOf(beginning.size(), size));
    if (lines.isCutAtEnd)
        remarks.append(tr("Only the first %1 lines are shown.").arg(humanCount(mostLines)));
    if (lines.isCutInLines)
        remarks.append(tr("Lines are cut after %1 characters.").arg(humanCount(longestLine)));
    view.remark = remarks.join(u' ');
    return view;
}

bool looksLikePicture(QByteArrayView beginning)
{
    const auto has = [beginning](const char *sign, qsizetype at) {
        return beginning.size() > at && beginning.sliced(at).startsWith(sign);
    };
    return has("\x89PNG\r\n\x1a\n", 0) || has("\xff\xd8\xff", 0) || has("GIF87a", 0) || has("GIF89a", 0) ||
           (has("RIFF", 0) && has("WEBP", 8));
}

QString indentedJson(QStringView json)
{
    QString result;
    result.reserve(json.size() * 2);
    int depth = 0;
    bool inText = false;
    bool opened = false; // the token before was a bracket: an empty one stays on its line
    const auto newLine = [&] {
        result += u'\n' + QString(2 * std::clamp(depth, 0, deepestIndent), u' ');
    };
    for (qsizetype i = 0; i < json.size(); ++i) {
        const QChar c = json[i];
        if (inText) {
            result += c;
            if (c == u'\\' && i + 1 < json.size())
                result += json[++i];
            else if (c == u'"')
                inText = false;
            continue;
        }
        if (c.isSpace())
            continue;
        const bool closes = c == u'}' || c == u']';
        if (opened && !closes)
            newLine();
        if (closes) {
            --depth;
            if (!opened)
                newLine();
        }
        opened = c == u'{' || c == u'[';
        if (opened && depth == 0 && !result.isEmpty() && !result.endsWith(u'\n'))
            result += u'\n'; // another document in the same body
        result += c;
        if (opened)
            ++depth;
        else if (c == u',')
            newLine();
        else if (c == u':')
            result += u' ';
        inText = c == u'"';
    }
    return result;
}

} // namespace sluice
