#pragma once

#include "cli/command.h"
#include "engine/livetaskquestion.h"

namespace sluice {

/// Shows the tasks of a run that is live in another process, and what is wrong with them.
class TasksCommand final : public Command
{
public:
    void describe(QCommandLineParser &parser) const override;
    std::optional<ExitCode> start(const QCommandLineParser &parser) override;

private:
    LiveTaskQuestion m_question;
};

} // namespace sluice
