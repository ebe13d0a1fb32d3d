#include "engine/shippedrecipes.h"

#include "engine/recipefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ShippedRecipes", text);
}

ShippedRecipe shipped(const char *name, const QString &sentence)
{
    const auto text = QString::fromLatin1(name);
    return {text, sentence, QStringLiteral(":/recipes/%1.json").arg(text)};
}

} // namespace

std::vector<ShippedRecipe> shippedRecipes()
{
    return {
        shipped("thumbnails", tr("Images: size, checksum, a fingerprint that near-duplicates share, a thumbnail.")),
        shipped("json-table", tr("Answers of a JSON API: one row each, its values as columns; lists stay JSON.")),
        shipped("pages", tr("Web pages: title, links, length of the text.")),
    };
}

Result<Recipe> namedRecipe(const QString &nameOrFile)
{
    QStringList names;
    for (const auto &recipe : shippedRecipes()) {
        if (recipe.name == nameOrFile)
            return readRecipeFile(recipe.file);
        names.append(recipe.name);
    }
    const bool isPath = nameOrFile.contains(QDir::separator()) || nameOrFile.contains(QLatin1Char('.'));
    if (isPath || QFileInfo::exists(nameOrFile))
        return readRecipeFile(nameOrFile);
    return Error{ErrorKind::Input, tr("There is no recipe “%1”. Recipes: %2; or name a file.")
                                       .arg(nameOrFile, names.join(QLatin1StringView(", ")))};
}

} // namespace sluice
