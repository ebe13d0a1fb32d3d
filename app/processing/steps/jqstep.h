// A jq program on JSON.
#pragma once

#include "processing/step.h"
#include "processing/steps/jqpool.h"

namespace sluice {

/// Runs the program on each JSON document of the body, as `jq` does, and puts the results into columns (see
/// JqColumns) or makes them the body (`jq -c`: a line each, of type application/json).
///
/// Refused: bodies that are not valid UTF-8 (jq would replace what it cannot read), hold no JSON or a NUL byte, or nest
/// deeper than 256 levels, where an object counts for two; results deeper than 500 levels; columns of more than 1 MiB;
/// bodies of more than 256 MiB, either way. Numbers are doubles, so whole ones are exact up to 2^53 only.
class JqStep final : public Step
{
public:
    struct Settings
    {
        bool toBody = false;
        QString column = QStringLiteral("jq"); ///< for results that are not one object
    };

    /// Fails with kind Input when the program does not compile.
    static Result<std::shared_ptr<const Step>> create(const QString &program, const Settings &settings);

    JqStep(QString program, std::unique_ptr<JqProgram> compiled, Settings settings);

    QString name() const override;
    Result<StepOutput> run(StepInput input, const StepFolders &folders, CancelToken token) const override;
    bool changesBody() const override { return m_settings.toBody; }

private:
    Result<StepOutput> columns(JqProgram &program, StepInput input, QByteArrayView json,
                               const CancelToken &token) const;
    static Result<StepOutput> lines(JqProgram &program, QByteArrayView json, const StepFolders &folders,
                                    const CancelToken &token);

    mutable JqPool m_programs;
    Settings m_settings;
};

StepKind jqStepKind();

} // namespace sluice
