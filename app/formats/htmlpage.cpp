#include "formats/htmlpage.h"

#include "core/safetext.h"

#include <QCryptographicHash>
#include <QLocale>

namespace sluice {

namespace {

constexpr qsizetype longestText = 4000;

/// What XML forbids even when escaped is not there either.
QString harmless(const QString &text)
{
    auto result = visibleText(text, longestText);
    for (qsizetype i = 0; i < result.size(); ++i) {
        const auto c = result[i];
        const bool pairs = c.isHighSurrogate() && i + 1 < result.size() && result[i + 1].isLowSurrogate();
        if (pairs)
            ++i;
        else if (c.isSurrogate() || c.unicode() >= 0xFFFE)
            result[i] = QChar::ReplacementCharacter;
    }
    return result;
}

QString policyFor(const QByteArray &styleSheet)
{
    const auto hash = QCryptographicHash::hash(styleSheet, QCryptographicHash::Sha256).toBase64();
    return QStringLiteral("default-src 'none'; style-src 'sha256-%1'; base-uri 'none'; form-action 'none'")
        .arg(QString::fromLatin1(hash));
}

} // namespace

HtmlPage::HtmlPage(QByteArray *out, const QString &title, const QByteArray &styleSheet) : m_xml(out)
{
    const auto meta = [this](const char *key, const char *name, const QString &content) {
        m_xml.writeEmptyElement(QStringLiteral("meta"));
        m_xml.writeAttribute(QString::fromLatin1(key), QString::fromLatin1(name));
        m_xml.writeAttribute(QStringLiteral("content"), content);
    };
    m_xml.writeDTD(QStringLiteral("<!DOCTYPE html>\n"));
    m_xml.writeStartElement(QStringLiteral("html"));
    m_xml.writeDefaultNamespace(QStringLiteral("http://www.w3.org/1999/xhtml"));
    m_xml.writeAttribute(QStringLiteral("lang"), QLocale().bcp47Name());
    begin("head");
    m_xml.writeEmptyElement(QStringLiteral("meta"));
    m_xml.writeAttribute(QStringLiteral("charset"), QStringLiteral("utf-8"));
    meta("http-equiv", "Content-Security-Policy", policyFor(styleSheet));
    meta("name", "referrer", QStringLiteral("no-referrer"));
    meta("name", "viewport", QStringLiteral("width=device-width, initial-scale=1"));
    element("title", title);
    begin("style");
    m_xml.writeCharacters(QString::fromUtf8(styleSheet));
    end();
    end();
    begin("body");
}

void HtmlPage::begin(const char *element, const char *look)
{
    m_xml.writeStartElement(QString::fromLatin1(element));
    if (look)
        m_xml.writeAttribute(QStringLiteral("class"), QString::fromLatin1(look));
}

void HtmlPage::end()
{
    m_xml.writeCharacters(QString()); // <td></td>: in HTML, <td/> would not be closed
    m_xml.writeEndElement();
}

void HtmlPage::text(const QString &text)
{
    m_xml.writeCharacters(harmless(text));
}

void HtmlPage::element(const char *name, const QString &text, const char *look)
{
    begin(name, look);
    this->text(text);
    end();
}

void HtmlPage::table(const char *look, const QString &caption, const QStringList &head,
                     const std::vector<QStringList> &rows)
{
    const auto headCell = [this](const char *scope, const QString &words) {
        m_xml.writeStartElement(QStringLiteral("th"));
        m_xml.writeAttribute(QStringLiteral("scope"), QString::fromLatin1(scope));
        text(words);
        end();
    };
    begin("table", look);
    if (!caption.isEmpty())
        element("caption", caption);
    if (!head.isEmpty()) {
        begin("thead");
        begin("tr");
        for (const auto &words : head)
            headCell("col", words);
        end();
        end();
    }
    begin("tbody");
    for (const auto &row : rows) {
        begin("tr");
        headCell("row", row.value(0));
        for (qsizetype i = 1; i < row.size(); ++i)
            element("td", row[i]);
        end();
    }
    end();
    end();
}

} // namespace sluice
