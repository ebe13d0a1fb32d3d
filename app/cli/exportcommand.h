#pragma once

#include "cli/command.h"
#include "cli/progressprinter.h"
#include "engine/tableexport.h"

namespace sluice {

/// Writes the jobs of a project to a table, or the report of a run, also while another process works on it.
class ExportCommand final : public Command
{
public:
    void describe(QCommandLineParser &parser) const override;
    std::optional<ExitCode> start(const QCommandLineParser &parser) override;

private:
    std::unique_ptr<TableExport> m_export;
};

} // namespace sluice
