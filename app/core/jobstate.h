// The states of a job and the moves between them.
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace sluice {

/// The numbers are stored in project files: append only.
enum class JobState : quint8 { Queued = 0, Running = 1, Retrying = 2, Succeeded = 3, Failed = 4, Cancelled = 5 };

inline constexpr std::array allJobStates{JobState::Queued,    JobState::Running, JobState::Retrying,
                                         JobState::Succeeded, JobState::Failed,  JobState::Cancelled};

/// Whether a job may move so. A finished job may only be queued again, by a person's wish.
bool isLegalTransition(JobState from, JobState to);

/// Nothing more will happen to it by itself.
bool isFinished(JobState state);

/// "queued", "running", ...: in exports, `--where state=...` and project files. Never translated.
QLatin1StringView jobStateName(JobState state);
std::optional<JobState> jobStateFromName(QStringView name);

} // namespace sluice
