#include "processing/steps/markup.h"

#include "processing/steps/wholebody.h"

#include <QSet>

#include <algorithm>

namespace sluice {

namespace {

constexpr qsizetype headSize = 4096;

/// With what pages and parts of pages begin. Without "data", which is the root of many an XML file.
bool isHtmlElement(const QByteArray &name)
{
    static const QSet<QByteArray> names = [] {
        const QByteArray list(
            "a abbr address area article aside audio b base big blockquote body br button canvas caption "
            "center code col dd details dialog div dl dt em embed fieldset figure font footer form "
            "frame frameset h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins label li link "
            "main meta nav noscript object ol p pre script section select small span strong style sub "
            "sup table tbody td template textarea th thead title tr tt u ul video");
        const auto words = list.split(' ');
        return QSet<QByteArray>(words.begin(), words.end());
    }();
    return names.contains(name);
}

/// Where what stands before the first element and begins here ends; −1 when that is not to be seen.
qsizetype endOfDeclaration(QByteArrayView text)
{
    const auto behind = [text](QByteArrayView end, qsizetype from = 0) {
        const auto at = text.indexOf(end, from);
        return at < 0 ? at : at + end.size();
    };
    if (text.startsWith("<!--"))
        return behind("-->");
    if (text.startsWith("<?"))
        return behind("?>");
    const auto end = behind(">");
    const auto subset = text.indexOf('[');
    if (subset < 0 || end < subset)
        return end;
    const auto subsetEnd = behind("]", subset);
    return subsetEnd < 0 ? subsetEnd : behind(">", subsetEnd);
}

/// The name of the element at the beginning.
QByteArray elementName(QByteArrayView text)
{
    const auto isNameEnd = [](char c) {
        return QByteArrayView("/> \t\r\n\f").contains(c);
    };
    const auto name = text.sliced(1);
    return name.first(std::find_if(name.begin(), name.end(), isNameEnd) - name.begin()).toByteArray();
}

Markup markupByBeginning(QByteArrayView utf8)
{
    const auto head = utf8.first(std::min(utf8.size(), headSize)).toByteArray().trimmed().toLower();
    const bool isDeclared = head.startsWith("<?xml");
    QByteArrayView rest = head;
    while (rest.startsWith("<!") || rest.startsWith("<?")) {
        if (rest.startsWith("<!doctype html"))
            return Markup::Html;
        const auto end = endOfDeclaration(rest);
        if (end < 0)
            return isDeclared ? Markup::Xml : Markup::Html;
        rest = rest.sliced(end).trimmed();
    }
    if (!rest.startsWith('<'))
        return isDeclared ? Markup::Xml : head.startsWith('<') ? Markup::Html : Markup::None;
    const auto name = elementName(rest);
    if (isDeclared)
        return name == "html" ? Markup::Html : Markup::Xml;
    return name.isEmpty() || isHtmlElement(name) ? Markup::Html : Markup::Xml;
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
