#include "processing/steps/jqprogram.h"

#include "processing/steps/jqinputs.h"
#include "processing/steps/jqmessages.h"
#include "processing/steps/jqtext.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>

extern "C" {
#include <jq.h>
}

namespace sluice {

namespace {

constexpr qsizetype longestProgram = 64 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("JqProgram", text);
}

/// In front of every program, on its first line so that the lines keep their numbers. Hides what reaches out of the
/// body; and where it stands, import and include (which libjq ends the process over) are no more allowed.
constexpr QByteArrayView prelude(R"({} as $ENV | def env: {}; def stderr: .; )"
                                 R"(def modulemeta: error("modules cannot be loaded here"); )");

void takeMessage(void *messages, jv message)
{
    const JqValue text(jq_format_error(message));
    static_cast<QStringList *>(messages)->append(QString::fromUtf8(jqBytes(text)));
}

jv nextInput(jq_state *, void *inputs)
{
    return static_cast<JqInputs *>(inputs)->next().release();
}

} // namespace

void JqProgram::Teardown::operator()(jq_state *state) const
{
    jq_teardown(&state);
}

JqProgram::JqProgram() : m_state(jq_init()) {}

Result<std::unique_ptr<JqProgram>> JqProgram::compile(const QString &program)
{
    const auto text = program.toUtf8();
    if (text.size() > longestProgram)
        return Error{ErrorKind::Input, tr("jq: the program is longer than %1 KiB.").arg(longestProgram >> 10)};
    if (text.contains('\0'))
        return Error{ErrorKind::Input, tr("jq: the program holds a NUL character.")};
    std::unique_ptr<JqProgram> compiled(new JqProgram);
    auto *state = compiled->m_state.get();
    if (!state)
        return Error{ErrorKind::Internal, tr("jq: there is no memory for the program.")};
    jq_set_debug_cb(state, nullptr, nullptr); // jq_init() leaves it undefined
    jq_set_input_cb(state, nullptr, nullptr);
    QStringList messages;
    jq_set_error_cb(state, takeMessage, &messages);
    const bool isGood = jq_compile(state, (prelude.toByteArray() + text).constData()) != 0;
    jq_set_error_cb(state, nullptr, nullptr);
    if (!isGood)
        return jqMistake(messages, program);
    return Result<std::unique_ptr<JqProgram>>(std::move(compiled));
}

Result<void> JqProgram::run(QByteArrayView json, const OnResult &onResult, const CancelToken &token)
{
    JqInputs inputs(json);
    auto *state = m_state.get();
    jq_set_input_cb(state, nextInput, &inputs);
    auto ended = success();
    while (ended) {
        auto document = inputs.next();
        if (document.kind() == JV_KIND_INVALID)
            break;
        ended = runOn(std::move(document), onResult, token);
        if (jq_halted(state))
            break;
    }
    jq_set_input_cb(state, nullptr, nullptr);
    letGo();
    if (!inputs.mistake().isEmpty() && !ended.cancelled())
        return stepFailure(tr("the body is not valid JSON: %1").arg(inputs.mistake()));
    if (ended && inputs.count() == 0)
        return stepFailure(tr("there is no JSON in the body"));
    return ended;
}

/// Of what an unfinished run holds, and of a halt.
void JqProgram::letGo()
{
    auto *state = m_state.get();
    const bool wasHalted = jq_halted(state) != 0;
    jq_start(state, jv_null(), 0);
    // libjq 1.6 has freed the message of halt_error here, but would do so again and again: give it another to free
    if (wasHalted)
        jq_halt(state, jv_invalid(), jv_invalid());
}

Result<void> JqProgram::runOn(JqValue document, const OnResult &onResult, const CancelToken &token)
{
    jq_start(m_state.get(), document.release(), 0);
    while (true) {
        if (token.isCancelled())
            return Cancelled{};
        JqValue result(jq_next(m_state.get()));
        if (result.kind() == JV_KIND_INVALID)
            return ending(result);
        if (auto taken = onResult(std::move(result)); !taken)
            return taken;
    }
}

/// There are no more results: because it is done, by `halt`, by `halt_error` or by an error nobody caught.
Result<void> JqProgram::ending(const JqValue &last) const
{
    if (jq_halted(m_state.get())) {
        // both are lent, though all other functions give
        const JqValue code(jv_copy(jq_get_exit_code(m_state.get())));
        const JqValue message(jv_copy(jq_get_error_message(m_state.get())));
        if (code.kind() != JV_KIND_NUMBER || jv_number_value(code.look()) == 0)
            return success();
        return stepFailure(tr("the program halted: %1").arg(jqSentence(message)));
    }
    if (!jv_invalid_has_msg(last.copy()))
        return success();
    const auto message = jqSentence(JqValue(jv_invalid_get_msg(last.copy())));
    if (message == u"break")
        return stepFailure(tr("the program failed: break (so says “input” when there is no further JSON)"));
    return stepFailure(tr("the program failed: %1").arg(message));
}

} // namespace sluice
