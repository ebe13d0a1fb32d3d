#pragma once

#include "cli/command.h"

namespace sluice {

/// Tells which steps there are and what they take.
class StepsCommand final : public Command
{
public:
    void describe(QCommandLineParser &parser) const override;
    std::optional<ExitCode> start(const QCommandLineParser &parser) override;
};

} // namespace sluice
