// How a job's state is shown: a word, and an icon of its own shape and colour. Never a colour alone.
#pragma once

#include "core/jobstate.h"
#include "ui/theme/icons.h"

namespace sluice {

/// "Queued", "Running", …: translated.
QString stateWord(JobState state);
IconTone stateTone(JobState state);
QIcon stateIcon(JobState state);

} // namespace sluice
