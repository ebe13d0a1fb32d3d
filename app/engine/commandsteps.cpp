#include "engine/commandsteps.h"

#include "core/safetext.h"
#include "processing/steptext.h"

namespace sluice {

namespace {

const auto commandStep = QLatin1StringView("command");
const auto programParameter = QStringLiteral("run");
constexpr qsizetype longestShown = 100'000; // no end of a command may be hidden behind its beginning

} // namespace

QStringList commandLinesOf(const Recipe &recipe)
{
    QStringList lines;
    for (const auto &step : recipe.steps) {
        if (step.name == commandStep)
            lines.append(visibleText(joinWords(step.parameters.value(programParameter).toStringList()), longestShown));
    }
    return lines;
}

} // namespace sluice
