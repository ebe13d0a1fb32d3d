#include "capturerule.h"

#include "brackets.h"

#include <QRegularExpression>

namespace sluice::checks {

namespace {

struct Lambda
{
    qsizetype introducer; ///< of its [
    bool captures;
    qsizetype bodyBegin;
    qsizetype bodyEnd;
};

/// A [ that follows a name, ) or ] subscripts, or belongs to a structured binding or an attribute.
bool mayIntroduce(const QString &code, qsizetype position)
{
    static const QRegularExpression value(QStringLiteral("(\\w|\\)|\\]|\\[)$"));
    static const QRegularExpression keyword(QStringLiteral("\\b(return|co_return|co_yield|co_await|case|else)$"));
    const auto before = code.left(position).trimmed().right(20);
    return !value.match(before).hasMatch() || keyword.match(before).hasMatch();
}

std::vector<Lambda> lambdasIn(const QString &code, const Brackets &brackets)
{
    // between ] and the body: template and other parameters, specifiers, the type returned
    static const QRegularExpression head(QStringLiteral("\\s*(<[^{};]*>\\s*)?(\\((?<list>)|(?=[-{\\w]))"));
    static const QRegularExpression tail(
        QStringLiteral("\\s*(mutable|noexcept|constexpr|static|\\s)*(->[\\w\\s:<>,*&()]*)?\\{"));
    const auto matchAt = [&code](const QRegularExpression &pattern, qsizetype offset) {
        return pattern.match(code, offset, QRegularExpression::NormalMatch,
                             QRegularExpression::AnchorAtOffsetMatchOption);
    };
    std::vector<Lambda> lambdas;
    for (auto at = code.indexOf(u'['); at >= 0; at = code.indexOf(u'[', at + 1)) {
        const auto close = brackets.partner(at);
        if (close < at || !mayIntroduce(code, at))
            continue;
        const auto headed = matchAt(head, close + 1);
        if (!headed.hasMatch())
            continue;
        auto next = headed.capturedEnd();
        if (headed.capturedStart(QStringLiteral("list")) >= 0)
            next = brackets.partner(next - 1) + 1;
        const auto tailed = next > 0 ? matchAt(tail, next) : QRegularExpressionMatch();
        if (!tailed.hasMatch())
            continue;
        const auto body = tailed.capturedEnd() - 1;
        const bool captures = !code.sliced(at + 1, close - at - 1).trimmed().isEmpty();
        lambdas.push_back({at, captures, body, brackets.partner(body)});
    }
    return lambdas;
}

} // namespace

Findings checkCaptures(const SourceText &source)
{
    static const QRegularExpression coroutine(QStringLiteral("\\bco_(await|return|yield)\\b"));
    Findings findings;
    const Brackets brackets(source.code);
    const auto lambdas = lambdasIn(source.code, brackets);
    for (auto found = coroutine.globalMatch(source.code); found.hasNext();) {
        const auto position = found.next().capturedStart();
        const Lambda *innermost = nullptr; // they come in order, so the last one round the position
        for (const auto &lambda : lambdas) {
            if (lambda.bodyBegin < position && position < lambda.bodyEnd)
                innermost = &lambda;
        }
        if (innermost && innermost->captures) {
            findings.push_back({source.lineOf(innermost->introducer),
                                QStringLiteral("a lambda that is a coroutine captures; pass parameters instead")});
        }
    }
    return findings;
}

} // namespace sluice::checks
