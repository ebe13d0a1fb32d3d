// A program of the user's at work on each body.
#pragma once

#include "processing/step.h"
#include "processing/steps/commandworkers.h"

namespace sluice {

/// Starts a program for each body, or keeps some running that answer line by line (see CommandWorkers).
///
/// The words of `run` go to the program as they are, {file} {id} {url} {host} {name} replaced inside each of them; no
/// shell sees them. With `shell` instead, /bin/sh runs that text; nothing is replaced in it, for what a server names
/// must not become a command: it finds SLUICE_ID, SLUICE_URL and SLUICE_FILE in its environment, as every program does.
///
/// The program sees the named variables of the environment and no others, works in the scratch folder of the run, and
/// is ended, with all it started, when its time is up, its output is too long, or the run is stopped. It fails the step
/// unless it ends with one of the accepted codes; the last line of its standard error is part of the sentence.
class CommandStep final : public Step
{
public:
    enum class Input { Stdin, File, None };
    enum class Output { Body, Columns, None };

    struct Settings
    {
        QStringList run;
        QString shell; ///< instead of `run`
        bool worker = false;
        Input input = Input::Stdin;
        bool namesFile = false; ///< `run` or `shell` asks for the body's file besides
        Output output = Output::Body;
        QString contentType; ///< of the output as a body
        std::chrono::seconds timeout{60};
        qint64 mostOutput = qint64(64) << 20;
        QList<int> acceptedCodes{0};
        QStringList variables; ///< names of the environment that are handed on
    };

    explicit CommandStep(Settings settings);

    QString name() const override;
    Result<StepOutput> run(StepInput input, const StepFolders &folders, CancelToken token) const override;
    bool changesBody() const override { return m_settings.output == Output::Body; }

private:
    ChildCommand commandFor(const StepInput &input, const StepFolders &folders) const;
    Result<StepOutput> runOnce(StepInput input, const StepFolders &folders, CancelToken token) const;
    Result<void> judge(ChildProcess *process, ChildProcess::Exchange exchanged,
                       const ChildProcess::Bounds &bounds) const;

    Settings m_settings;
    std::unique_ptr<CommandWorkers> m_workers;
};

StepKind commandStepKind();

} // namespace sluice
