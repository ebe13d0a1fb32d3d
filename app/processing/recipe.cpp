#include "processing/recipe.h"

#include "processing/stepparameters.h"
#include "processing/stepregistry.h"
#include "processing/steptext.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Recipe", text);
}

Error unusable(const QString &sentence)
{
    return {ErrorKind::Input, sentence};
}

const auto nameKey = QLatin1StringView("name");
const auto parametersKey = QLatin1StringView("parameters");

/// Checks the parameters of a step one by one; which of them were given stays visible.
Result<RecipeStep> checkedStep(const StepKind &kind, const QVariantMap &given)
{
    RecipeStep step{kind.name, {}};
    for (auto it = given.begin(); it != given.end(); ++it) {
        auto value = checkedParameter(kind, it.key(), it.value());
        if (!value)
            return value.error();
        step.parameters.insert(it.key(), std::move(value).value());
    }
    return step;
}

Result<RecipeStep> stepFromJson(const QJsonValue &json, qsizetype place)
{
    const auto object = json.toObject();
    if (!json.isObject() || !object.value(nameKey).isString())
        return unusable(tr("Step %1 of the recipe is not an object with a “name”.").arg(place));
    for (const auto &key : object.keys()) {
        if (key != nameKey && key != parametersKey)
            return unusable(
                tr("Step %1 of the recipe has an unknown key “%2”. Keys: name, parameters.").arg(place).arg(key));
    }
    const auto parameters = object.value(parametersKey);
    if (!parameters.isUndefined() && !parameters.isObject())
        return unusable(tr("The “parameters” of step %1 of the recipe are not an object.").arg(place));
    const auto kind = stepKind(object.value(nameKey).toString());
    if (!kind)
        return kind.error();
    return checkedStep(*kind.value(), parameters.toObject().toVariantMap());
}

} // namespace

Result<RecipeStep> parseStep(QStringView text)
{
    const auto parts = splitStepText(text);
    if (!parts)
        return parts.error();
    const auto kind = stepKind(parts.value().name);
    if (!kind)
        return kind.error();
    QVariantMap given;
    for (const auto &[option, value] : parts.value().options) {
        if (given.contains(option))
            return unusable(tr("%1: the option “%2” is given twice.").arg(parts.value().name, option));
        given.insert(option, value);
    }
    return checkedStep(*kind.value(), given);
}

QJsonArray toJson(const Recipe &recipe)
{
    QJsonArray json;
    for (const auto &step : recipe.steps) {
        QJsonObject object{{nameKey, step.name}};
        if (!step.parameters.isEmpty())
            object.insert(parametersKey, QJsonObject::fromVariantMap(step.parameters));
        json.append(object);
    }
    return json;
}

Result<Recipe> recipeFromJson(const QJsonArray &json)
{
    Recipe recipe;
    for (const auto &value : json) {
        auto step = stepFromJson(value, static_cast<qsizetype>(recipe.steps.size()) + 1);
        if (!step)
            return step.error();
        recipe.steps.push_back(std::move(step).value());
    }
    return recipe;
}

Result<StepList> instantiate(const Recipe &recipe)
{
    StepList steps;
    for (const auto &step : recipe.steps) {
        const auto kind = stepKind(step.name);
        if (!kind)
            return kind.error();
        const auto values = completeParameters(*kind.value(), step.parameters);
        if (!values)
            return values.error();
        auto made = kind.value()->make(values.value());
        if (!made)
            return made.error();
        const bool isolated =
            kind.value()->isolation == StepKind::Isolation::Always || values.value().value(isolateParameter).toBool();
        steps.push_back({std::move(made).value(), isolated, step});
    }
    return steps;
}

} // namespace sluice
