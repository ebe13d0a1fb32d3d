#pragma once

#include "ui/jobs/jobcolumns.h"

namespace sluice {

/// What a project remembers of how its jobs were looked at.
struct JobsPanelMemory
{
    std::vector<JobColumn> columns = defaultColumns();
    QJsonObject widths;
    std::vector<JobState> states;
    QString search;
    JobOrder order;
};

QString toText(const JobsPanelMemory &memory);
/// What cannot be read, or is empty, takes its default: how a table looked is not worth an error.
JobsPanelMemory jobsPanelMemoryFromText(const QString &text);

} // namespace sluice
