#include "cli/recipeoptions.h"

#include "engine/commandsteps.h"
#include "engine/shippedrecipes.h"

#include <QCoreApplication>

namespace sluice {

namespace {

const auto stepOption = QStringLiteral("step");
const auto recipeOption = QStringLiteral("recipe");
const auto commandsOption = QStringLiteral("allow-commands");

QString tr(const char *text)
{
    return QCoreApplication::translate("RecipeOptions", text);
}

Result<void> checkCommands(const Recipe &recipe, const QString &origin, const QCommandLineParser &parser)
{
    const auto commands = commandLinesOf(recipe);
    if (commands.isEmpty() || parser.isSet(commandsOption))
        return success();
    return Error{ErrorKind::Input, tr("%1 starts a program for every body. If you trust it, add --allow-commands. It "
                                      "would run:\n%2")
                                       .arg(origin, commands.join(QLatin1Char('\n')))};
}

} // namespace

void addRecipeOptions(QCommandLineParser &parser)
{
    parser.addOption({stepOption,
                      tr("Compute this on every body, e.g. 'hash algorithm=sha256' or 'thumbnail width=256'; may be "
                         "repeated, in order. sluice-cli steps lists them."),
                      QStringLiteral("NAME key=value ...")});
    QStringList recipes;
    for (const auto &recipe : shippedRecipes())
        recipes.append(recipe.name);
    parser.addOption({recipeOption,
                      tr("The steps, from a JSON file or one of those that come with Sluice: %1.")
                          .arg(recipes.join(QLatin1StringView(", "))),
                      QStringLiteral("FILE.json|NAME")});
    parser.addOption({commandsOption, tr("Let the recipe of a file or project start programs (steps “command”). "
                                         "Those given with --step need no leave.")});
}

Result<Recipe> chosenRecipe(const Recipe &saved, const QCommandLineParser &parser)
{
    const bool hasRecipe = parser.isSet(recipeOption);
    const bool hasSteps = parser.isSet(stepOption);
    Recipe recipe;
    QString origin;
    if (hasRecipe) {
        const auto name = parser.value(recipeOption);
        const auto read = namedRecipe(name);
        if (!read)
            return read.error();
        recipe = read.value();
        origin = tr("The recipe %1").arg(name);
    } else if (!hasSteps) {
        recipe = saved;
        origin = tr("The recipe of the project");
    }
    if (const auto allowed = checkCommands(recipe, origin, parser); !allowed)
        return allowed.error();
    for (const auto &text : parser.values(stepOption)) {
        const auto step = parseStep(text);
        if (!step)
            return step.error();
        recipe.steps.push_back(step.value());
    }
    return recipe;
}

} // namespace sluice
