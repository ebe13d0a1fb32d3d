#pragma once

#include "cli/command.h"

namespace sluice {

/// Counts the jobs of a project by state, also while another process works on it.
class StatusCommand final : public Command
{
public:
    void describe(QCommandLineParser &parser) const override;
    std::optional<ExitCode> start(const QCommandLineParser &parser) override;
};

} // namespace sluice
