#include "core/messagepattern.h"

#include "core/safetext.h"

#include <algorithm>
#include <array>

namespace sluice {

namespace {

constexpr qsizetype mostRead = 400;
constexpr qsizetype longestPattern = 200;
constexpr qsizetype shortestHex = 8;
constexpr QChar anything(u'…');
constexpr QChar aNumber(u'N');

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'@' || c == u'%';
}

/// Within a word, where another part of it follows.
bool isJoint(QChar c)
{
    return c == u'.' || c == u'-' || c == u':' || c == u',' || c == u'\\' || c == u'+';
}

bool isUnit(QStringView word)
{
    static constexpr std::array units{u"B",   u"kB", u"KB", u"MB", u"GB",  u"TB", u"KiB", u"MiB",
                                      u"GiB", u"ms", u"µs", u"s",  u"min", u"h",  u"d"};
    return std::ranges::any_of(units, [word](const char16_t *unit) { return word == QStringView(unit); });
}

bool isNumber(QStringView word)
{
    return word.front().isDigit() && word.back().isDigit() &&
           std::ranges::all_of(word, [](QChar c) { return c.isDigit() || c == u'.' || c == u','; });
}

bool isHex(QStringView word)
{
    if (word.startsWith(u"0x") && word.size() > 2)
        return std::ranges::all_of(word.sliced(2), isHexDigit);
    const auto digits = std::ranges::count_if(word, isHexDigit);
    return digits >= shortestHex && std::ranges::any_of(word, [](QChar c) { return c.isDigit(); }) &&
           std::ranges::all_of(word, [](QChar c) { return isHexDigit(c) || c == u'-'; });
}

/// example.org, 127.0.0.1:8080, somebody@example.org, photo.jpg.
bool isAddress(QStringView word)
{
    if (word.contains(u'@'))
        return true;
    const auto name = word.contains(u':') ? word.first(word.indexOf(u':')) : word;
    if (name.count(u'.') == 3 && std::ranges::all_of(name, [](QChar c) { return c.isDigit() || c == u'.'; }))
        return true;
    const auto dot = name.lastIndexOf(u'.');
    const auto last = name.sliced(dot + 1);
    return dot > 0 && last.size() > 1 && std::ranges::all_of(last, [](QChar c) { return c.isLetter(); });
}

QChar closingQuote(QChar opening)
{
    switch (opening.unicode()) {
    case u'"':
    case u'\'':
    case u'`':
        return opening;
    case u'“':
    case u'„':
        return u'”';
    case u'‘':
        return u'’';
    case u'«':
        return u'»';
    default:
        return {};
    }
}

class Reading
{
public:
    Reading(QStringView message, QStringView host, int kept)
        : m_text(message), m_kept(kept == 0 ? QString() : QString::number(kept))
    {
        const auto scheme = host.indexOf(u"://");
        m_host = scheme < 0 ? QStringView() : host.sliced(scheme + 3);
        const auto port = m_host.lastIndexOf(u':');
        if (port > m_host.lastIndexOf(u']'))
            m_host = m_host.first(port);
    }

    QString pattern()
    {
        while (m_at < m_text.size()) {
            const bool atStart = m_at == 0 || !isWordPart(m_text[m_at - 1]);
            if (!(atStart && (takeHost() || takeUrl() || takeBracketedAddress() || takePath() || takeQuoted())) &&
                !takeWord())
                put(m_text[m_at++]);
        }
        return m_pattern.trimmed();
    }

private:
    QStringView rest() const { return m_text.sliced(m_at); }

    void put(QChar c)
    {
        const bool again = m_pattern.endsWith(u' ') || (c == aNumber && m_pattern.endsWith(QStringView(u"N ")));
        if (c.isSpace()) {
            if (!again)
                m_pattern += u' ';
        } else if (c == aNumber && m_pattern.endsWith(QStringView(u"N "))) {
            m_pattern.chop(1); // "1 min 34 s" is one number
        } else {
            m_pattern += c;
        }
    }

    void skip(qsizetype length, QChar placeholder)
    {
        m_at += length;
        put(placeholder);
    }

    void skipPort()
    {
        if (m_at + 1 >= m_text.size() || m_text[m_at] != u':' || !m_text[m_at + 1].isDigit())
            return;
        ++m_at;
        while (m_at < m_text.size() && m_text[m_at].isDigit())
            ++m_at;
    }

    bool takeHost()
    {
        if (m_host.isEmpty() || !rest().startsWith(m_host, Qt::CaseInsensitive))
            return false;
        const auto end = m_at + m_host.size();
        if (end < m_text.size() && isWordPart(m_text[end]))
            return false;
        skip(m_host.size(), anything);
        skipPort();
        return true;
    }

    /// To the next space or sign that no address holds unescaped, without the full stop of the sentence.
    qsizetype addressLength(qsizetype from) const
    {
        auto end = from;
        const QStringView stops(u"\"'<>“”‘’«»`()");
        while (end < m_text.size() && !m_text[end].isSpace() && !stops.contains(m_text[end]))
            ++end;
        const QStringView punctuation(u".,;:!?");
        while (end > from && punctuation.contains(m_text[end - 1]))
            --end;
        return end - m_at;
    }

    bool takeUrl()
    {
        qsizetype scheme = 0;
        while (scheme < rest().size() && scheme < 12 && rest()[scheme].isLetter())
            ++scheme;
        if (scheme == 0 || !rest().sliced(scheme).startsWith(u"://"))
            return false;
        skip(addressLength(m_at + scheme + 3), anything);
        return true;
    }

    bool takeBracketedAddress()
    {
        if (!rest().startsWith(u'['))
            return false;
        const auto end = rest().indexOf(u']');
        if (end < 3)
            return false;
        const auto inside = rest().sliced(1, end - 1);
        if (inside.count(u':') < 2 ||
            !std::ranges::all_of(inside, [](QChar c) { return isHexDigit(c) || c == u':' || c == u'.'; }))
            return false;
        skip(end + 1, anything);
        skipPort();
        return true;
    }

    bool takePath()
    {
        const bool afterSpace =
            m_at == 0 || m_text[m_at - 1].isSpace() || QStringView(u"(=:“\"").contains(m_text[m_at - 1]);
        const auto start = rest().startsWith(u"~/") ? 2 : rest().startsWith(u'/') ? 1 : 0;
        if (!afterSpace || start == 0 || rest().size() == start || rest()[start].isSpace())
            return false;
        skip(addressLength(m_at + start), anything);
        return true;
    }

    bool takeQuoted()
    {
        const auto opening = m_text[m_at];
        const auto closing = closingQuote(opening);
        if (closing.isNull())
            return false;
        const auto end = m_text.indexOf(closing, m_at + 1);
        if (end < 0)
            return false;
        put(opening);
        if (end > m_at + 1)
            put(anything);
        m_at = end;
        put(m_text[m_at++]);
        return true;
    }

    qsizetype wordLength(qsizetype from) const
    {
        auto end = from;
        while (end < m_text.size() && (isWordPart(m_text[end]) || (isJoint(m_text[end]) && end + 1 < m_text.size() &&
                                                                   end > from && isWordPart(m_text[end + 1]))))
            ++end;
        return end - from;
    }

    bool takeWord()
    {
        const auto length = wordLength(m_at);
        if (length == 0)
            return false;
        const auto word = rest().first(length);
        m_at += length;
        if (word == m_kept)
            m_pattern += word;
        else if (isHex(word) && !isNumber(word))
            put(anything);
        else if (isAddress(word))
            put(anything);
        else if (isNumber(word))
            putNumber();
        else
            putWord(word);
        return true;
    }

    void putNumber()
    {
        put(aNumber);
        if (m_at + 1 >= m_text.size() || m_text[m_at] != u' ')
            return;
        const auto next = wordLength(m_at + 1);
        if (isUnit(m_text.sliced(m_at + 1, next)))
            m_at += 1 + next;
    }

    void putWord(QStringView word)
    {
        for (qsizetype i = 0; i < word.size(); ++i) {
            if (!word[i].isDigit())
                m_pattern += word[i];
            else if (i == 0 || !word[i - 1].isDigit())
                m_pattern += aNumber;
        }
    }

    QStringView m_text;
    QStringView m_host;
    QString m_kept;
    QString m_pattern;
    qsizetype m_at = 0;
};

} // namespace

QString messagePattern(QStringView message, QStringView host, int kept)
{
    const auto readable = visibleText(message, mostRead);
    return visibleText(Reading(readable, host, kept).pattern(), longestPattern);
}

} // namespace sluice
