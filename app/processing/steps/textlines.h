// Lines of text out of pieces.
#pragma once

#include <QByteArray>

namespace sluice {

/// Puts lines together from the texts of a page. White space becomes one space, none at a line's ends; lines without
/// text are left out.
class TextLines
{
public:
    /// Lines more than half of which is link text are left out too.
    explicit TextLines(bool withoutLinkLines) : m_withoutLinkLines(withoutLinkLines) {}

    void add(QByteArrayView utf8, bool isLink);
    /// Line breaks and spaces count as they are; lines still end without white space.
    void addVerbatim(QByteArrayView utf8, bool isLink);
    void endLine();
    /// Between the cells of a row.
    void addTab();

    /// Ends the last line. Lines are divided by '\n'; none at the end.
    QByteArray takeText();

private:
    void addCharacter(char c, bool isLink);

    bool m_withoutLinkLines;
    QByteArray m_text{};
    QByteArray m_line{};
    qsizetype m_solid = 0; ///< bytes of the line that are no white space
    qsizetype m_linked = 0;
    char m_pending = 0; ///< white space that waits for text
};

} // namespace sluice
