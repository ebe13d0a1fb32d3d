#pragma once

#include "cli/command.h"
#include "cli/unixsignals.h"
#include "practice/practiceserver.h"

namespace sluice {

/// Serves until SIGINT or SIGTERM.
class PracticeCommand final : public Command
{
public:
    void describe(QCommandLineParser &parser) const override;
    std::optional<ExitCode> start(const QCommandLineParser &parser) override;

private:
    UnixSignals m_signals;
    PracticeServer m_server;
};

} // namespace sluice
