#include "processing/steps/markup.h"

#include "processing/steps/wholebody.h"

namespace sluice {

namespace {

Markup markupByBeginning(QByteArrayView utf8)
{
    const auto head = utf8.first(std::min<qsizetype>(utf8.size(), 1024)).toByteArray().trimmed().toLower();
    if (head.startsWith("<?xml"))
        return head.contains("<html") || head.contains("<!doctype html") ? Markup::Html : Markup::Xml;
    return head.startsWith('<') ? Markup::Html : Markup::None;
}

} // namespace

QString mediaTypeOf(const QString &contentType)
{
    return contentType.section(u';', 0, 0).trimmed().toLower();
}

Markup markupOf(const QString &contentType, QByteArrayView utf8)
{
    const auto type = mediaTypeOf(contentType);
    if (type == QLatin1StringView("text/html") || type == QLatin1StringView("application/xhtml+xml"))
        return Markup::Html;
    if (type == QLatin1StringView("text/xml") || type == QLatin1StringView("application/xml") ||
        type.endsWith(QLatin1StringView("+xml")))
        return Markup::Xml;
    if (type.isEmpty() || type == QLatin1StringView("application/octet-stream"))
        return markupByBeginning(utf8);
    return Markup::None;
}

Result<TextBody> textBodyOf(const Body &body, qint64 mostBytes, const CancelToken &token)
{
    const auto bytes = wholeBody(body, mostBytes, token);
    if (bytes.cancelled())
        return Cancelled{};
    if (bytes.failed())
        return bytes.error();
    auto text = decodedText(bytes.value(), body.contentType, token);
    if (text.cancelled())
        return Cancelled{};
    if (text.failed())
        return text.error();
    const auto markup = markupOf(body.contentType, text.value().utf8);
    return TextBody{std::move(text).value(), markup};
}

} // namespace sluice
