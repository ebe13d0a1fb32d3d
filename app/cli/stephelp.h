// What help texts and documentation say about a step, made from its kind.
#pragma once

#include "processing/step.h"

#include <QJsonObject>

namespace sluice {

/// Several lines for a terminal: parameters, columns, where it runs, an example.
QString stepHelp(const StepKind &kind);

/// {name, sentence, isolation: never | on-request | by-default | always, parameters: [{name, type, default, required,
/// sentence; of integers minimum, maximum and unit; of choices choices}], columns: [{name, sentence}], example}
QJsonObject stepJson(const StepKind &kind);

} // namespace sluice
