#pragma once

#include "cli/command.h"
#include "cli/importing.h"
#include "cli/progressprinter.h"
#include "cli/unixsignals.h"
#include "engine/engine.h"

namespace sluice {

/// Adds lists to a project without running anything. SIGINT and SIGTERM leave nothing of the list being read.
class ImportCommand final : public Command
{
public:
    void describe(QCommandLineParser &parser) const override;
    std::optional<ExitCode> start(const QCommandLineParser &parser) override;

private:
    UnixSignals m_signals;
    Engine m_engine;
    std::unique_ptr<ProgressPrinter> m_progress;
    std::unique_ptr<Importing> m_importing; // before the engine goes
};

} // namespace sluice
