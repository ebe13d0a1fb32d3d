#include "ui/recipe/commandconsent.h"

#include "engine/commandsteps.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QSettings>

#include <algorithm>

namespace sluice {

namespace {

const auto key = QStringLiteral("recipe/agreedCommands");

QString hashOf(const RecipeStep &step)
{
    const auto json = QJsonDocument(toJson(Recipe{{step}})).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex());
}

std::vector<RecipeStep> notAgreedTo(const Recipe &recipe, const QStringList &agreed)
{
    std::vector<RecipeStep> steps;
    std::ranges::copy_if(recipe.steps, std::back_inserter(steps), [&agreed](const RecipeStep &step) {
        const bool starts = step.name == QLatin1StringView("command") && instantiate(Recipe{{step}});
        return starts && !agreed.contains(hashOf(step));
    });
    return steps;
}

} // namespace

QStringList CommandConsent::missingFor(const Recipe &recipe)
{
    QStringList lines;
    for (const auto &step : notAgreedTo(recipe, QSettings().value(key).toStringList())) {
        lines += commandLinesOf(Recipe{{step}});
    }
    return lines;
}

void CommandConsent::give(const Recipe &recipe)
{
    QSettings settings;
    auto agreed = settings.value(key).toStringList();
    for (const auto &step : notAgreedTo(recipe, agreed))
        agreed.append(hashOf(step));
    settings.setValue(key, agreed);
}

} // namespace sluice
