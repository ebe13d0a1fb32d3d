#include "engine/commandsteps.h"

#include "core/safetext.h"
#include "processing/steptext.h"

namespace sluice {

namespace {

const auto commandStep = QLatin1StringView("command");
const auto programParameter = QStringLiteral("run");
const auto shellParameter = QStringLiteral("shell");
constexpr qsizetype longestShown = 100'000; // no end of a command may be hidden behind its beginning

QString lineOf(const RecipeStep &step)
{
    auto words = step.parameters.value(programParameter).toStringList();
    if (const auto text = step.parameters.value(shellParameter).toString(); !text.isEmpty())
        words += {QStringLiteral("/bin/sh"), QStringLiteral("-c"), text};
    return visibleText(joinWords(words), longestShown);
}

} // namespace

QStringList commandLinesOf(const Recipe &recipe)
{
    QStringList lines;
    for (const auto &step : recipe.steps) {
        if (step.name == commandStep)
            lines.append(lineOf(step));
    }
    return lines;
}

} // namespace sluice
