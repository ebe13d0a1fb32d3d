#include "awaitrule.h"

#include "brackets.h"

#include <QRegularExpression>

#include <optional>

namespace sluice::checks {

namespace {

bool matches(const QString &text, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

/// The same with everything inside brackets left out: "f(a, b).g[i]" becomes "f().g[]".
QString outline(const QString &expression)
{
    const Brackets brackets(expression);
    QString result;
    for (qsizetype at = 0; at < expression.size(); ++at) {
        result += expression[at];
        if (brackets.partner(at) > at) {
            at = brackets.partner(at);
            result += expression[at];
        }
    }
    return result;
}

/// From the end of the last statement or block to `position`.
QString statementBefore(const QString &code, const Brackets &brackets, qsizetype position)
{
    auto at = position - 1;
    for (; at >= 0; --at) {
        const QChar c = code[at];
        if (c == u';' || c == u'{' || c == u'}')
            break;
        if ((c == u')' || c == u']') && brackets.partner(at) >= 0)
            at = brackets.partner(at);
    }
    return code.sliced(at + 1, position - at - 1).simplified();
}

/// What stands before a co_await in its statement, without labels and the headers of control statements.
QString withoutHeaders(QString before)
{
    static const QRegularExpression label(QStringLiteral("^(case [\\w:]+|default) ?:(?!:) ?"));
    static const QRegularExpression keyword(QStringLiteral("^(else|do)( |$)"));
    static const QRegularExpression header(QStringLiteral("^(if( constexpr)?|while|for) ?(?=\\()"));
    while (true) {
        const auto length = before.size();
        before.remove(label);
        before.remove(keyword);
        if (const auto found = header.match(before); found.hasMatch()) {
            const auto close = Brackets(before).partner(found.capturedEnd());
            before = close < 0 ? before : before.mid(close + 1).trimmed();
        }
        if (before.size() == length)
            return before;
    }
}

/// Nothing, or something to the left of a single =.
bool isStatementOrTarget(const QString &before)
{
    if (before.isEmpty())
        return true;
    if (!matches(before, QStringLiteral(".*[^=!<>+*/%&|^-]=")))
        return false;
    auto target = outline(before.chopped(1).trimmed());
    target.remove(QRegularExpression(QStringLiteral("<[\\w\\s:,*&<>()]*>"))); // template arguments
    // names, member access, references, subscripts or structured bindings; no call, comma or designator
    return matches(target, QStringLiteral("(?!(return|co_return)\\b)[\\w*][\\w\\s:*&.\\[\\]]*(->[\\w\\s:.\\[\\]]+)*"));
}

QString firstBadArgument(const QString &list)
{
    static const QString name = QStringLiteral("[&*]?\\w+((::|\\.|->)\\w+)*(\\[[\\w.]*\\])?");
    static const QString literal = QStringLiteral("[+-]?[\\d.][\\w.']*|\\w*[\"'][\\s]*[\"']\\w*");
    static const QString passed = QStringLiteral("std::(move|forward)(<[\\w\\s:&]+>)?\\(%1\\)").arg(name);
    static const QString allowed = QStringLiteral("(%1)|(%2)|(%3)").arg(name, literal, passed);
    const Brackets brackets(list);
    qsizetype begin = 0;
    for (qsizetype at = 0; at <= list.size(); ++at) {
        if (at < list.size() && (list[at] != u',' || brackets.enclosing(at) >= 0))
            continue;
        const auto argument = list.sliced(begin, at - begin).trimmed();
        if (!(argument.isEmpty() && list.trimmed().isEmpty()) && !matches(argument, allowed))
            return argument;
        begin = at + 1;
    }
    return {};
}

/// What is wrong with the expression right of co_await.
std::optional<QString> complaintAbout(const QString &expression)
{
    if (expression.contains(u'{'))
        return QStringLiteral("braces (a lambda or an object built in place) inside the awaited expression");
    if (expression.contains(u'?'))
        return QStringLiteral("?: inside the awaited expression");
    // a chain of names, calls and subscripts
    auto shape = outline(expression);
    shape.remove(QRegularExpression(QStringLiteral("<[\\w\\s:,*&<>()]*>")));
    if (!matches(shape.simplified(), QStringLiteral("[*]?([\\w .:()\\[\\]]|->)+")))
        return QStringLiteral("the awaited expression is more than one call: “%1”").arg(expression.simplified());
    const Brackets brackets(expression);
    for (qsizetype at = 0; at < expression.size(); ++at) {
        if (expression[at] != u'(' || brackets.enclosing(at) >= 0)
            continue;
        const auto bad = firstBadArgument(expression.sliced(at + 1, brackets.partner(at) - at - 1));
        if (!bad.isNull())
            return QStringLiteral("the argument “%1” is neither a named thing nor a literal").arg(bad.simplified());
    }
    return std::nullopt;
}

std::optional<QString> complaintAt(const QString &code, const Brackets &brackets, qsizetype position)
{
    const auto enclosing = brackets.enclosing(position);
    if (enclosing >= 0 && code[enclosing] != u'{')
        return QStringLiteral("co_await inside parentheses or brackets (a condition or an argument)");
    const auto before = withoutHeaders(statementBefore(code, brackets, position));
    if (!isStatementOrTarget(before))
        return QStringLiteral("co_await neither begins a statement nor stands right of =: “%1 co_await”").arg(before);
    const auto begin = position + QStringView(u"co_await").size();
    auto end = begin;
    while (end < code.size() && !(code[end] == u';' && brackets.enclosing(end) == enclosing)) {
        const bool leaves = (code[end] == u'}' || code[end] == u')') && brackets.partner(end) == enclosing;
        if (leaves)
            return QStringLiteral("co_await in a list in braces");
        ++end;
    }
    return complaintAbout(code.sliced(begin, end - begin));
}

} // namespace

Findings checkAwaits(const SourceText &source)
{
    static const QRegularExpression await(QStringLiteral("\\bco_await\\b"));
    Findings findings;
    const Brackets brackets(source.code);
    for (auto found = await.globalMatch(source.code); found.hasNext();) {
        const auto position = found.next().capturedStart();
        if (const auto complaint = complaintAt(source.code, brackets, position))
            findings.push_back({source.lineOf(position), *complaint});
    }
    return findings;
}

} // namespace sluice::checks
