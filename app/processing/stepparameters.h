// Holding given values against what a step's parameters allow.
#pragma once

#include "processing/step.h"

namespace sluice {

/// The value in its parameter's type. `raw` is a string from a command line or a JSON value; a Boolean is written
/// yes, no, true or false, Words as on a command line or as a JSON array of strings.
/// Errors, of kind Input, name the step, the option, the value and what is possible.
Result<QVariant> checkedParameter(const StepKind &kind, const QString &option, const QVariant &raw);

/// All of a kind's parameters: the given ones, checked, and the defaults of the others. Fails too when a required one
/// is missing.
Result<QVariantMap> completeParameters(const StepKind &kind, const QVariantMap &given);

} // namespace sluice
