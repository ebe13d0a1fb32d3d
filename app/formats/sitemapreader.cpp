#include "formats/sitemapreader.h"

#include "formats/listerrors.h"

#include <QCoreApplication>

#include <utility>

namespace sluice {

namespace {

constexpr qsizetype blockSize = 64 * 1024;
constexpr qint64 longestPart = 1024 * 1024;
constexpr int deepest = 100;
constexpr int rowDepth = 2;
constexpr int fieldDepth = 3;
constexpr QLatin1StringView locationField("loc");

QString tr(const char *text)
{
    return QCoreApplication::translate("SitemapReader", text);
}

bool isField(QStringView name)
{
    return name == locationField || name == QLatin1StringView("lastmod") || name == QLatin1StringView("changefreq") ||
           name == QLatin1StringView("priority");
}

Error notASitemap(const QString &reason)
{
    return badRow(tr("%1; the rest of the list is not read").arg(reason));
}

} // namespace

SitemapReader::SitemapReader(ListInput input) : m_input(std::move(input))
{
    m_block.resize(blockSize);
}

std::optional<ListEntry> SitemapReader::next()
{
    while (!m_ended) {
        if (auto entry = readToken())
            return entry;
    }
    return {};
}

/// Goes on by a token; an entry if one is complete with it.
SitemapReader::Entry SitemapReader::readToken()
{
    const auto token = m_xml.readNext();
    if (token != QXmlStreamReader::Invalid)
        m_sinceToken = 0;
    if (token == QXmlStreamReader::StartElement)
        return startElement();
    if (token == QXmlStreamReader::EndElement)
        return endElement();
    if (token == QXmlStreamReader::DTD)
        return stopped(notASitemap(tr("the document has a DOCTYPE, which is refused")));
    if (token == QXmlStreamReader::EndDocument)
        m_ended = true;
    else if (token == QXmlStreamReader::Characters && !m_field.isEmpty() && m_depth == fieldDepth)
        m_text += m_xml.text();
    else if (token == QXmlStreamReader::Invalid)
        return feed();
    if (m_text.size() > longestPart)
        return stopped(notASitemap(tr("a part of the document is longer than 1 MiB")));
    return {};
}

/// Gives the parser more, if that is what it lacks.
SitemapReader::Entry SitemapReader::feed()
{
    if (m_xml.error() != QXmlStreamReader::PrematureEndOfDocumentError)
        return stopped(notASitemap(tr("not valid XML: %1").arg(m_xml.errorString())));
    if (m_sinceToken > longestPart)
        return stopped(notASitemap(tr("a part of the document is longer than 1 MiB")));
    const auto count = m_input.read(m_block.data(), blockSize);
    if (count < 0)
        return stopped(listFailed(m_input.failure()));
    if (count == 0 && !m_rootClosed)
        return stopped(notASitemap(tr("the document ends too early")));
    m_ended = count == 0;
    m_sinceToken += count;
    m_xml.addData(m_block.first(count));
    return {};
}

SitemapReader::Entry SitemapReader::startElement()
{
    const auto name = m_xml.name();
    ++m_depth;
    if (m_depth > deepest)
        return stopped(notASitemap(tr("the elements are nested too deeply")));
    if (m_depth == 1 && name != QLatin1StringView("urlset") && name != QLatin1StringView("sitemapindex"))
        return stopped(notASitemap(tr("not a sitemap: the document is a <%1>").arg(name)));
    if (m_depth == rowDepth) {
        m_rowLine = m_xml.lineNumber();
        m_isNested = name == QLatin1StringView("sitemap");
        m_row = {};
    }
    m_text.clear();
    m_field = m_depth == fieldDepth && isField(name) ? name.toString() : QString();
    return {};
}

SitemapReader::Entry SitemapReader::endElement()
{
    const auto depth = m_depth--;
    m_rootClosed = m_depth == 0;
    if (depth == fieldDepth && !m_field.isEmpty())
        setField(std::exchange(m_text, {}).trimmed());
    m_field.clear();
    if (depth == rowDepth && (m_isNested || m_xml.name() == QLatin1StringView("url")))
        return finishedRow();
    return {};
}

void SitemapReader::setField(const QString &text)
{
    if (m_field == locationField) {
        m_row.address = text;
        return;
    }
    m_row.extra.insert(m_field, text);
    if (!m_columns.contains(m_field))
        m_columns += m_field;
}

ListEntry SitemapReader::finishedRow()
{
    if (m_isNested)
        return {m_rowLine,
                badRow(tr("%1 is a sitemap of its own: nested sitemaps are not read yet").arg(m_row.address))};
    if (m_row.address.isEmpty())
        return {m_rowLine, badRow(tr("the <url> has no <loc>"))};
    return {m_rowLine, std::exchange(m_row, {})};
}

ListEntry SitemapReader::stopped(Error error)
{
    m_ended = true;
    return {m_xml.lineNumber(), std::move(error)};
}

} // namespace sluice
