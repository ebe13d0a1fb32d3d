#pragma once

#include "formats/listinput.h"
#include "formats/listreader.h"

#include <QByteArray>
#include <QXmlStreamReader>

namespace sluice {

/// Sitemaps (sitemaps.org): the <loc> of each <url>; <lastmod>, <changefreq> and <priority> are carried along.
/// A document with a DOCTYPE is refused, as its entities may unfold without end. What is wrong with the XML ends the
/// list with an entry that says so.
class SitemapReader final : public ListReader
{
public:
    explicit SitemapReader(ListInput input);

    std::optional<ListEntry> next() override;
    QStringList extraColumns() const override { return m_columns; }
    qint64 bytesRead() const override { return m_input.bytesRead(); }

private:
    using Entry = std::optional<ListEntry>;

    Entry readToken();
    Entry feed();
    Entry startElement();
    Entry endElement();
    void setField(const QString &text);
    ListEntry finishedRow();
    ListEntry stopped(Error error);

    ListInput m_input;
    QByteArray m_block;
    QXmlStreamReader m_xml;
    qint64 m_sinceToken = 0; ///< bytes taken since the last whole token
    bool m_ended = false;
    bool m_rootClosed = false;
    int m_depth = 0; ///< elements open
    qint64 m_rowLine = 0;
    bool m_isNested = false; ///< the row is a <sitemap>
    QString m_field;         ///< name of the row's child that is open, if it matters
    QString m_text;          ///< what is in it
    ListRow m_row;
    QStringList m_columns;
};

} // namespace sluice
