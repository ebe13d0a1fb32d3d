#include "processing/steps/charset.h"

#include "processing/steps/transcoding.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <uchardet/uchardet.h>

#include <memory>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Charset", text);
}

constexpr qsizetype headSize = 4096;
constexpr qsizetype sniffedSize = 1445;       // the standard's
constexpr qsizetype guessedSize = 256 * 1024; // more does not make the guess better

struct Mark
{
    QByteArrayView bytes;
    const char *label;
};

constexpr Mark marks[] = {{"\xEF\xBB\xBF", "utf-8"}, {"\xFE\xFF", "utf-16be"}, {"\xFF\xFE", "utf-16le"}};

const Mark *markOf(QByteArrayView bytes)
{
    for (const auto &mark : marks) {
        if (bytes.startsWith(mark.bytes))
            return &mark;
    }
    return nullptr;
}

const Encoding *namedBy(const QRegularExpression &expression, const QString &text)
{
    const auto match = expression.match(text);
    return match.hasMatch() ? encodingOf(match.captured(1).toLatin1()) : nullptr;
}

const Encoding *namedByServer(const QString &contentType)
{
    static const QRegularExpression expression(QStringLiteral(R"(;\s*charset\s*=\s*["']?([^\s"';]+))"),
                                               QRegularExpression::CaseInsensitiveOption);
    return namedBy(expression, contentType);
}

const Encoding *namedByHead(QByteArrayView bytes)
{
    static const QRegularExpression comment(QStringLiteral("<!--.*?(-->|$)"),
                                            QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression declaration(QStringLiteral(R"(^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']+))"));
    static const QRegularExpression meta(QStringLiteral(R"(<meta[\s/][^>]*?charset\s*=\s*["']?\s*([^\s"'/>;]+))"),
                                         QRegularExpression::CaseInsensitiveOption);
    auto head = QString::fromLatin1(bytes.first(std::min(bytes.size(), headSize)));
    head.remove(comment);
    const auto *encoding = namedBy(declaration, head);
    if (!encoding)
        encoding = namedBy(meta, head);
    // read as single bytes a head in UTF-16 would have said nothing
    return encoding && encoding->isUtf16() ? utf8Encoding() : encoding;
}

const Encoding *guessed(QByteArrayView bytes)
{
    const std::unique_ptr<std::remove_pointer_t<uchardet_t>, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                                                  &uchardet_delete);
    const auto sample = bytes.first(std::min(bytes.size(), guessedSize));
    if (uchardet_handle_data(detector.get(), sample.data(), static_cast<size_t>(sample.size())) != 0)
        return nullptr;
    uchardet_data_end(detector.get());
    return encodingOf(uchardet_get_charset(detector.get()));
}

bool isBinary(QByteArrayView bytes)
{
    const auto head = bytes.first(std::min(bytes.size(), sniffedSize));
    return std::any_of(head.begin(), head.end(), [](char byte) {
        const auto value = static_cast<unsigned char>(byte);
        return value <= 0x08 || value == 0x0B || (value >= 0x0E && value <= 0x1A) || (value >= 0x1C && value <= 0x1F);
    });
}

} // namespace

const Encoding &detectedEncoding(QByteArrayView bytes, const QString &contentType)
{
    if (const auto *mark = markOf(bytes))
        return *encodingOf(mark->label);
    if (const auto *encoding = namedByServer(contentType))
        return *encoding;
    if (!contentType.startsWith(QLatin1StringView("text/plain"), Qt::CaseInsensitive)) {
        if (const auto *encoding = namedByHead(bytes))
            return *encoding;
    }
    const bool mayBeStateful = bytes.contains('\x1B'); // ISO-2022: ASCII only, and yet not
    if (!mayBeStateful && bytes.isValidUtf8())
        return *utf8Encoding();
    if (const auto *encoding = guessed(bytes))
        return *encoding;
    return bytes.isValidUtf8() ? *utf8Encoding() : *windows1252Encoding();
}

Result<DecodedText> decodedText(const QByteArray &bytes, const QString &contentType, const CancelToken &token)
{
    const auto &encoding = detectedEncoding(bytes, contentType);
    if (!encoding.isUtf16() && isBinary(bytes))
        return stepFailure(tr("the body is binary data, not text"));
    const auto *mark = markOf(bytes);
    auto text = toUtf8(QByteArrayView(bytes).sliced(mark ? mark->bytes.size() : 0), encoding, token);
    if (text.cancelled())
        return Cancelled{};
    if (text.failed())
        return text.error();
    return DecodedText{std::move(text).value(), encoding.displayName()};
}

} // namespace sluice
