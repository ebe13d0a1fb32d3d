#include "processing/steps/textlines.h"

namespace sluice {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

} // namespace

void TextLines::addCharacter(char c, bool isLink)
{
    if (m_pending && !m_line.isEmpty())
        m_line += m_pending;
    m_pending = 0;
    m_line += c;
    ++m_solid;
    m_linked += isLink;
}

void TextLines::add(QByteArrayView utf8, bool isLink)
{
    for (const char c : utf8) {
        if (!isSpace(c))
            addCharacter(c, isLink);
        else if (!m_pending)
            m_pending = ' ';
    }
}

void TextLines::addVerbatim(QByteArrayView utf8, bool isLink)
{
    for (const char c : utf8) {
        if (c == '\n')
            endLine();
        else if (isSpace(c))
            m_line += c;
        else
            addCharacter(c, isLink);
    }
}

void TextLines::addTab()
{
    m_pending = '\t';
}

void TextLines::endLine()
{
    const bool isMostlyLink = m_withoutLinkLines && m_linked * 2 > m_solid;
    if (m_solid > 0 && !isMostlyLink) {
        while (isSpace(m_line.back()))
            m_line.chop(1);
        if (!m_text.isEmpty())
            m_text += '\n';
        m_text += m_line;
    }
    m_line.truncate(0);
    m_solid = 0;
    m_linked = 0;
    m_pending = 0;
}

QByteArray TextLines::takeText()
{
    endLine();
    return std::move(m_text);
}

} // namespace sluice
