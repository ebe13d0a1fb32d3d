// Short ways to write the rows of a step's parameter table.
#pragma once

#include "processing/step.h"

namespace sluice {

StepParameter integerParameter(const QString &name, int defaultValue, int minimum, int maximum, const QString &unit,
                               const QString &sentence);
StepParameter booleanParameter(const QString &name, bool defaultValue, const QString &sentence);
/// The first choice is the default.
StepParameter choiceParameter(const QString &name, const QStringList &choices, const QString &sentence);
StepParameter textParameter(const QString &name, const QString &defaultValue, const QString &sentence);
/// One that must be given.
StepParameter requiredText(const QString &name, const QString &sentence);
StepParameter requiredWords(const QString &name, const QString &sentence);

} // namespace sluice
