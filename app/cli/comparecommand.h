#pragma once

#include "cli/command.h"

namespace sluice {

/// Lays two runs side by side: of one project, or the last of two.
class CompareCommand final : public Command
{
public:
    void describe(QCommandLineParser &parser) const override;
    std::optional<ExitCode> start(const QCommandLineParser &parser) override;
};

} // namespace sluice
