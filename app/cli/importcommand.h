#pragma once

#include "cli/command.h"
#include "cli/importing.h"
#include "cli/progressprinter.h"
#include "engine/engine.h"

namespace sluice {

/// Adds lists to a project without running anything.
class ImportCommand final : public Command
{
public:
    void describe(QCommandLineParser &parser) const override;
    std::optional<ExitCode> start(const QCommandLineParser &parser) override;

private:
    Engine m_engine;
    std::unique_ptr<ProgressPrinter> m_progress;
    std::unique_ptr<Importing> m_importing; // before the engine goes
};

} // namespace sluice
