#include "engine/recipefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

/// A static library's resources are linked only where something asks for them; the macro must stand outside of
/// namespaces.
static void linkRecipes()
{
    Q_INIT_RESOURCE(recipes);
}

namespace sluice {

namespace {

constexpr qint64 maxSize = 1024 * 1024;
constexpr int knownVersion = 1;

const auto versionKey = QLatin1StringView("sluice_recipe");
const auto nameKey = QLatin1StringView("name");
const auto stepsKey = QLatin1StringView("steps");

QString tr(const char *text)
{
    return QCoreApplication::translate("RecipeFile", text);
}

Error wrong(const QString &sentence)
{
    return {ErrorKind::Input, sentence};
}

Result<QJsonDocument> readJson(const QString &path)
{
    linkRecipes();
    QFile file(path);
    if (QFileInfo(path).isDir())
        return wrong(tr("%1 is a folder, not a recipe.").arg(path));
    if (!file.open(QIODevice::ReadOnly))
        return wrong(tr("%1 cannot be read: %2.").arg(path, file.errorString()));
    const auto text = file.read(maxSize + 1);
    if (file.error() != QFileDevice::NoError)
        return wrong(tr("%1 cannot be read: %2.").arg(path, file.errorString()));
    if (text.size() > maxSize)
        return wrong(tr("%1 is larger than 1 MiB: it is no recipe.").arg(path));
    QJsonParseError error;
    const auto json = QJsonDocument::fromJson(text, &error);
    if (json.isNull())
        return wrong(tr("%1 is not JSON: %2 at byte %3.").arg(path, error.errorString()).arg(error.offset));
    return json;
}

Result<QJsonArray> stepsOf(const QString &path, const QJsonDocument &json)
{
    if (json.isArray())
        return json.array();
    const auto object = json.object();
    if (const auto version = object.value(versionKey); !version.isUndefined()) {
        if (!version.isDouble() || version.toDouble() < 1)
            return wrong(tr("%1: “sluice_recipe” is not the number of a version.").arg(path));
        if (version.toDouble() > knownVersion)
            return wrong(tr("%1 is a recipe of a newer Sluice (version %2): this one reads version %3.")
                             .arg(path)
                             .arg(version.toDouble())
                             .arg(knownVersion));
    }
    for (const auto &key : object.keys()) {
        if (key != versionKey && key != nameKey && key != stepsKey)
            return wrong(
                tr("%1 has an unknown key “%2”. Keys of a recipe: sluice_recipe, name, steps.").arg(path, key));
    }
    if (!object.value(stepsKey).isArray())
        return wrong(tr("%1 is not a recipe: it needs a list of “steps”.").arg(path));
    return object.value(stepsKey).toArray();
}

} // namespace

Result<Recipe> readRecipeFile(const QString &path)
{
    const auto json = readJson(path);
    if (!json)
        return json.error();
    const auto steps = stepsOf(path, json.value());
    if (!steps)
        return steps.error();
    auto recipe = recipeFromJson(steps.value());
    if (!recipe)
        return wrong(QStringLiteral("%1: %2").arg(path, recipe.error().message));
    return recipe;
}

Result<void> writeRecipeFile(const QString &path, const Recipe &recipe)
{
    const QJsonObject object{
        {versionKey, knownVersion}, {nameKey, QFileInfo(path).completeBaseName()}, {stepsKey, toJson(recipe)}};
    const auto text = QJsonDocument(object).toJson();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return Error{ErrorKind::Storage, tr("%1 cannot be written: %2.").arg(path, file.errorString())};
    return success();
}

QString recipeFileTitle(const QString &path)
{
    const auto json = readJson(path);
    const auto name = json ? json.value().object().value(nameKey).toString() : QString();
    return name.isEmpty() ? QFileInfo(path).completeBaseName() : name;
}

} // namespace sluice
