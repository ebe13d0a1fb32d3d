#include "core/runrecord.h"

#include <array>

namespace sluice {

QLatin1StringView runEndingName(RunEnding ending)
{
    switch (ending) {
    case RunEnding::Finished:
        return QLatin1StringView("finished");
    case RunEnding::Stopped:
        return QLatin1StringView("stopped");
    case RunEnding::Failed:
        return QLatin1StringView("failed");
    }
    Q_UNREACHABLE();
}

std::optional<RunEnding> runEndingFromName(QStringView name)
{
    for (const auto ending : {RunEnding::Finished, RunEnding::Stopped, RunEnding::Failed}) {
        if (name == runEndingName(ending))
            return ending;
    }
    return std::nullopt;
}

} // namespace sluice
