#include "sourcetext.h"

#include <QRegularExpression>

namespace sluice::checks {

namespace {

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

/// The word that ends just before `position`.
QStringView wordBefore(const QString &text, qsizetype position)
{
    auto begin = position;
    while (begin > 0 && (isWordCharacter(text[begin - 1]) || text[begin - 1] == u'\''))
        --begin;
    return QStringView(text).sliced(begin, position - begin);
}

/// Behind the quote that closes the one at `position`; a quote that is not closed ends with its line.
qsizetype endOfQuoted(const QString &text, qsizetype position)
{
    const QChar quote = text[position];
    for (auto at = position + 1; at < text.size(); ++at) {
        if (text[at] == u'\\')
            ++at;
        else if (text[at] == quote || text[at] == u'\n')
            return at + 1;
    }
    return text.size();
}

/// R"delimiter( … )delimiter"
qsizetype endOfRaw(const QString &text, qsizetype position)
{
    const auto open = text.indexOf(u'(', position);
    if (open < 0)
        return text.size();
    const auto closing = u')' + text.mid(position + 1, open - position - 1) + u'"';
    const auto close = text.indexOf(closing, open);
    return close < 0 ? text.size() : close + closing.size();
}

qsizetype endOf(const QString &text, QStringView closing, qsizetype position, bool including)
{
    const auto found = text.indexOf(closing, position);
    if (found < 0)
        return text.size();
    return including ? found + closing.size() : found;
}

void blank(QString *text, qsizetype begin, qsizetype end)
{
    for (auto at = begin; at < end && at < text->size(); ++at) {
        if ((*text)[at] != u'\n')
            (*text)[at] = u' ';
    }
}

/// Leaves the quotes themselves, so that a literal is still seen to be there.
QString codeOf(const QString &text)
{
    QString code = text;
    for (qsizetype at = 0; at < text.size();) {
        const auto two = QStringView(text).mid(at, 2);
        auto end = at + 1;
        if (two == u"//") {
            end = endOf(text, u"\n", at, false);
            blank(&code, at, end);
        } else if (two == u"/*") {
            end = endOf(text, u"*/", at, true);
            blank(&code, at, end);
        } else if (text[at] == u'"') {
            end = wordBefore(text, at).endsWith(u'R') ? endOfRaw(text, at) : endOfQuoted(text, at);
            blank(&code, at + 1, end - 1);
        } else if (text[at] == u'\'') {
            const auto word = wordBefore(text, at);
            if (word.isEmpty() || !word.front().isDigit()) { // else it parts the digits of a number
                end = endOfQuoted(text, at);
                blank(&code, at + 1, end - 1);
            }
        }
        at = end;
    }
    return code;
}

} // namespace

SourceText::SourceText(QString filePath, QString fileText)
    : path(std::move(filePath)), text(std::move(fileText)), code(codeOf(text))
{
}

int SourceText::lineOf(qsizetype position) const
{
    return static_cast<int>(QStringView(text).left(position).count(u'\n')) + 1;
}

} // namespace sluice::checks
