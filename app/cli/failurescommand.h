#pragma once

#include "cli/command.h"

namespace sluice {

/// Shows what failed in groups, also while another process works on the project.
class FailuresCommand final : public Command
{
public:
    void describe(QCommandLineParser &parser) const override;
    std::optional<ExitCode> start(const QCommandLineParser &parser) override;
};

} // namespace sluice
