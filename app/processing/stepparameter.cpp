#include "processing/stepparameter.h"

namespace sluice {

StepParameter integerParameter(const QString &name, int defaultValue, int minimum, int maximum, const QString &unit,
                               const QString &sentence)
{
    StepParameter parameter;
    parameter.name = name;
    parameter.defaultValue = defaultValue;
    parameter.minimum = minimum;
    parameter.maximum = maximum;
    parameter.unit = unit;
    parameter.sentence = sentence;
    return parameter;
}

StepParameter booleanParameter(const QString &name, bool defaultValue, const QString &sentence)
{
    StepParameter parameter;
    parameter.name = name;
    parameter.type = StepParameter::Type::Boolean;
    parameter.defaultValue = defaultValue;
    parameter.sentence = sentence;
    return parameter;
}

StepParameter choiceParameter(const QString &name, const QStringList &choices, const QString &sentence)
{
    StepParameter parameter;
    parameter.name = name;
    parameter.type = StepParameter::Type::Choice;
    parameter.choices = choices;
    parameter.defaultValue = choices.constFirst();
    parameter.sentence = sentence;
    return parameter;
}

StepParameter textParameter(const QString &name, const QString &defaultValue, const QString &sentence)
{
    StepParameter parameter;
    parameter.name = name;
    parameter.type = StepParameter::Type::Text;
    parameter.defaultValue = defaultValue;
    parameter.sentence = sentence;
    return parameter;
}

StepParameter requiredText(const QString &name, const QString &sentence)
{
    auto parameter = textParameter(name, {}, sentence);
    parameter.required = true;
    return parameter;
}

StepParameter requiredWords(const QString &name, const QString &sentence)
{
    auto parameter = requiredText(name, sentence);
    parameter.type = StepParameter::Type::Words;
    parameter.defaultValue = QStringList();
    return parameter;
}

} // namespace sluice
