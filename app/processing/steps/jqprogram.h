// A compiled jq program.
#pragma once

#include "async/canceltoken.h"
#include "core/result.h"
#include "processing/steps/jqvalue.h"

#include <QByteArrayView>
#include <QString>

#include <functional>
#include <memory>

struct jq_state;

namespace sluice {

/// Runs on one body after the other, of one thread at a time. It sees the body and nothing else: the environment
/// ($ENV, env) is empty, there are no modules (import and include are mistakes, modulemeta fails), input_filename is
/// null, debug and stderr write nothing.
///
/// What cannot be stopped from here: a program that loops or allocates without yielding a result, and libjq ends the
/// process when there is no memory. Hence the child process by default.
class JqProgram final
{
public:
    /// Gets the results one by one; its failure ends the run.
    using OnResult = std::function<Result<void>(JqValue result)>;

    /// Takes milliseconds. Fails with kind Input: what jq has to say of the program, and the line.
    static Result<std::unique_ptr<JqProgram>> compile(const QString &program);
    JqProgram(const JqProgram &) = delete;
    JqProgram &operator=(const JqProgram &) = delete;
    ~JqProgram() = default;

    /// `json` is valid UTF-8; each document in it is an input, unless the program takes it by `input` or `inputs`.
    /// Failures are of kind Step. Polls the token at every document and result.
    Result<void> run(QByteArrayView json, const OnResult &onResult, const CancelToken &token);

private:
    struct Teardown
    {
        void operator()(jq_state *state) const;
    };

    JqProgram();

    Result<void> runOn(JqValue document, const OnResult &onResult, const CancelToken &token);
    void letGo();
    Result<void> ending(const JqValue &last) const;

    std::unique_ptr<jq_state, Teardown> m_state;
};

} // namespace sluice
