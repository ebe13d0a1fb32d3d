#pragma once

#include "cli/command.h"

namespace sluice {

/// Queues finished jobs again; `run --resume` then runs them.
class RetryCommand final : public Command
{
public:
    void describe(QCommandLineParser &parser) const override;
    std::optional<ExitCode> start(const QCommandLineParser &parser) override;
};

} // namespace sluice
