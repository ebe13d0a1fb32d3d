#include "processing/steps/regexstep.h"

#include "core/safetext.h"
#include "processing/stepparameter.h"
#include "processing/steps/charset.h"
#include "processing/steps/regexmatches.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>

namespace sluice {

namespace {

// an expression may look at every place many times
constexpr qint64 mostBytes = qint64(64) << 20;
constexpr QLatin1StringView matchLimit("(*LIMIT_MATCH=10000000)");
constexpr QLatin1StringView noCompiledCode("(*NO_JIT)");

QString tr(const char *text)
{
    return QCoreApplication::translate("RegexStep", text);
}

QString shown(const QString &pattern)
{
    return visibleText(pattern, 100);
}

QRegularExpression expressionOf(const QString &start, const RegexStep::Settings &settings)
{
    auto options = QRegularExpression::PatternOptions(QRegularExpression::UseUnicodePropertiesOption);
    options.setFlag(QRegularExpression::CaseInsensitiveOption, settings.ignoreCase);
    QRegularExpression expression(start + settings.pattern, options);
    expression.optimize();
    return expression;
}

std::vector<std::pair<int, QString>> groupsOf(const QRegularExpression &expression)
{
    std::vector<std::pair<int, QString>> groups;
    const auto names = expression.namedCaptureGroups();
    for (int i = 0; i < names.size(); ++i) {
        if (!names[i].isEmpty())
            groups.emplace_back(i, names[i]);
    }
    if (groups.empty())
        groups.emplace_back(0, QStringLiteral("match"));
    return groups;
}

/// Whether the expression was given up; as in findAll().
Result<bool> findFirst(const QRegularExpression &expression, const QString &text, RegexMatches *found)
{
    const auto match = expression.match(text);
    if (match.hasMatch()) {
        if (const auto added = found->add(match); !added)
            return added.error();
    }
    return !match.isValid();
}

Result<bool> findAll(const QRegularExpression &expression, const QString &text, const CancelToken &token,
                     RegexMatches *found)
{
    auto matches = expression.globalMatch(text);
    bool isAtEnd = false;
    while (matches.hasNext()) {
        if (token.isCancelled())
            return Cancelled{};
        const auto match = matches.next();
        if (const auto added = found->add(match); !added)
            return added.error();
        isAtEnd = match.capturedStart() == text.size();
    }
    return !matches.isValid() && !isAtEnd; // behind an empty match at the end the iterator is not valid either
}

Result<std::shared_ptr<const Step>> makeRegexStep(const QVariantMap &values)
{
    RegexStep::Settings settings;
    settings.pattern = values.value(QStringLiteral("pattern")).toString();
    settings.ignoreCase = values.value(QStringLiteral("ignore_case")).toBool();
    settings.all = values.value(QStringLiteral("all")).toBool();
    settings.required = values.value(QStringLiteral("required")).toBool();
    return RegexStep::create(settings);
}

} // namespace

Result<std::shared_ptr<const Step>> RegexStep::create(const Settings &settings)
{
    auto step = std::make_shared<const RegexStep>(settings);
    const auto &expression = step->m_expression;
    if (!expression.isValid()) {
        const auto before = std::clamp<qsizetype>(expression.patternErrorOffset() - matchLimit.size(), 0,
                                                  std::max<qsizetype>(settings.pattern.size() - 1, 0));
        return Error{ErrorKind::Input,
                     tr("regex: the pattern “%1” is not valid at character %2: %3.")
                         .arg(shown(settings.pattern), QString::number(before + 1), expression.errorString())};
    }
    return {std::move(step)};
}

RegexStep::RegexStep(const Settings &settings)
    : m_settings(settings)
    , m_expression(expressionOf(matchLimit, settings))
    , m_thorough(expressionOf(matchLimit + noCompiledCode, settings))
    , m_groups(groupsOf(m_expression))
{
}

QString RegexStep::name() const
{
    return QStringLiteral("regex");
}

Error RegexStep::tooExpensive() const
{
    return stepFailure(tr("the pattern “%1” takes more than ten million steps at one place of this body; repetitions "
                          "within repetitions, as in (a+)+, cost most")
                           .arg(shown(m_settings.pattern)));
}

Result<StepOutput> RegexStep::run(StepInput input, const StepFolders &, CancelToken token) const
{
    const auto bytes = wholeBody(input.body, mostBytes, token);
    if (bytes.cancelled())
        return Cancelled{};
    if (bytes.failed())
        return bytes.error();
    const auto decoded = decodedText(bytes.value(), input.body.contentType, token);
    if (decoded.cancelled())
        return Cancelled{};
    if (decoded.failed())
        return decoded.error();
    const auto text = QString::fromUtf8(decoded.value().utf8);
    auto columns = search(m_expression, text, token);
    if (columns && columns.value().isEmpty())
        columns = search(m_thorough, text, token);
    if (columns.cancelled())
        return Cancelled{};
    if (columns.failed())
        return columns.error();
    if (columns.value().isEmpty())
        return tooExpensive();
    return StepOutput{std::move(input.body), std::move(columns).value()};
}

/// No columns: the expression was given up.
Result<QJsonObject> RegexStep::search(const QRegularExpression &expression, const QString &text,
                                      const CancelToken &token) const
{
    RegexMatches found(m_groups);
    const auto wasGivenUp = m_settings.all ? findAll(expression, text, token, &found) //
                                           : findFirst(expression, text, &found);
    if (wasGivenUp.cancelled())
        return Cancelled{};
    if (wasGivenUp.failed())
        return wasGivenUp.error();
    if (wasGivenUp.value())
        return QJsonObject();
    if (m_settings.required && found.count() == 0)
        return stepFailure(tr("the pattern “%1” does not match").arg(shown(m_settings.pattern)));
    return m_settings.all ? found.all() : found.first();
}

StepKind regexStepKind()
{
    StepKind kind;
    kind.name = QStringLiteral("regex");
    kind.sentence = tr("Searches the text with a regular expression.");
    kind.parameters = {
        requiredText(QStringLiteral("pattern"), tr("As in Perl. Named groups, as in (?<price>\\d+), become columns; "
                                                   "(?i), (?m) and (?s) may begin it.")),
        booleanParameter(QStringLiteral("ignore_case"), false, tr("Take capital and small letters for the same.")),
        booleanParameter(QStringLiteral("all"), false, tr("Every match, as arrays; else the first.")),
        booleanParameter(QStringLiteral("required"), false, tr("No match is a failure.")),
    };
    kind.columns = {
        {QStringLiteral("…"), tr("What a named group took, under the group's name; null when it took no part.")},
        {QStringLiteral("match"), tr("The whole match, when the pattern has no named groups.")},
        {QStringLiteral("match_count"), tr("How many matches there are, with all=yes.")},
    };
    kind.isolation = StepKind::Isolation::ByDefault;
    kind.make = makeRegexStep;
    return kind;
}

} // namespace sluice
