// A page that stands alone: it loads nothing, runs nothing and shows text as text.
#pragma once

#include <QByteArray>
#include <QStringList>
#include <QXmlStreamWriter>

namespace sluice {

/// HTML that is XML as well. All text, attributes too, may be hostile: it is escaped, and control, bidirectional and
/// forbidden characters are made visible. There are no links.
class HtmlPage
{
public:
    /// The style sheet may hold no quotes and no angle brackets; only it is let in by the page's policy.
    HtmlPage(QByteArray *out, const QString &title, const QByteArray &styleSheet);
    /// Closes what is open; the page is complete then.
    void finish() { m_xml.writeEndDocument(); }

    void begin(const char *element, const char *look = nullptr);
    void end();
    void text(const QString &text);
    void element(const char *name, const QString &text, const char *look = nullptr);
    /// Cells of the first column head their rows. Without a caption or a head: none.
    void table(const char *look, const QString &caption, const QStringList &head, const std::vector<QStringList> &rows);

    QXmlStreamWriter &xml() { return m_xml; }

private:
    QXmlStreamWriter m_xml;
};

} // namespace sluice
