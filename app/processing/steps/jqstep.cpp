#include "processing/steps/jqstep.h"

#include "processing/stepparameter.h"
#include "processing/steps/jqresults.h"
#include "processing/steps/utf8check.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("JqStep", text);
}

Result<std::shared_ptr<const Step>> makeJqStep(const QVariantMap &values)
{
    JqStep::Settings settings;
    settings.toBody = values.value(QStringLiteral("to")).toString() == u"body";
    settings.column = values.value(QStringLiteral("column")).toString().trimmed();
    if (settings.column.isEmpty())
        return Error{ErrorKind::Input, tr("jq: column must not be empty.")};
    return JqStep::create(values.value(QStringLiteral("program")).toString(), settings);
}

} // namespace

Result<std::shared_ptr<const Step>> JqStep::create(const QString &program, const Settings &settings)
{
    auto compiled = JqProgram::compile(program);
    if (!compiled)
        return compiled.error();
    return {std::make_shared<const JqStep>(program, std::move(compiled).value(), settings)};
}

JqStep::JqStep(QString program, std::unique_ptr<JqProgram> compiled, Settings settings)
    : m_programs(std::move(program), std::move(compiled)), m_settings(std::move(settings))
{
}

QString JqStep::name() const
{
    return QStringLiteral("jq");
}

Result<StepOutput> JqStep::run(StepInput input, const StepFolders &folders, CancelToken token) const
{
    const auto json = wholeBody(input.body, mostTextBytes, token);
    if (json.cancelled())
        return Cancelled{};
    if (json.failed())
        return json.error();
    if (const auto bad = firstInvalidUtf8(json.value()))
        return stepFailure(tr("the body is not valid UTF-8 at byte %1").arg(*bad));
    if (const auto nul = json.value().indexOf('\0'); nul >= 0) // libjq would take it for the number 0
        return stepFailure(tr("the body is not valid JSON: there is a NUL at byte %1").arg(nul));
    auto program = m_programs.take();
    if (!program)
        return stepFailure(program.error().message);
    if (m_settings.toBody)
        return lines(*program.value(), json.value(), folders, token);
    return columns(*program.value(), std::move(input), json.value(), token);
}

Result<StepOutput> JqStep::columns(JqProgram &program, StepInput input, QByteArrayView json,
                                   const CancelToken &token) const
{
    JqColumns results(m_settings.column);
    const auto ran = program.run(
        json, [&results](const JqValue &result) { return results.add(result); }, token);
    if (ran.cancelled())
        return Cancelled{};
    if (ran.failed())
        return ran.error();
    auto columns = results.take();
    if (!columns)
        return columns.error();
    return StepOutput{std::move(input.body), std::move(columns).value()};
}

Result<StepOutput> JqStep::lines(JqProgram &program, QByteArrayView json, const StepFolders &folders,
                                 const CancelToken &token)
{
    JqLines results;
    const auto ran = program.run(
        json, [&results](JqValue result) { return results.add(std::move(result)); }, token);
    if (ran.cancelled())
        return Cancelled{};
    if (ran.failed())
        return ran.error();
    auto body = bodyOf(results.take(), QStringLiteral("application/json"), folders);
    if (!body)
        return body.error();
    return StepOutput{std::move(body).value()};
}

StepKind jqStepKind()
{
    StepKind kind;
    kind.name = QStringLiteral("jq");
    kind.sentence = tr("Runs a jq program on JSON. Whole numbers beyond 2^53 lose digits.");
    kind.parameters = {
        requiredText(QStringLiteral("program"),
                     tr("The program, as for the command jq 1.6. It sees no environment and loads no modules.")),
        choiceParameter(QStringLiteral("to"), {QStringLiteral("columns"), QStringLiteral("body")},
                        tr("What the results become: columns, or the body of the next step, one JSON a line.")),
        textParameter(QStringLiteral("column"), QStringLiteral("jq"),
                      tr("The column for a result that is not an object, or for an array of several results.")),
    };
    kind.columns = {
        {QStringLiteral("…"), tr("The keys of the result, when there is one and it is an object.")},
        {QStringLiteral("jq …"), tr("Any other result, in the column that “column” names; several come as an array.")},
    };
    kind.isolation = StepKind::Isolation::Always; // nothing else stops a program that loops, or lacks memory
    kind.make = makeJqStep;
    return kind;
}

} // namespace sluice
