// The steps there are.
#pragma once

#include "processing/step.h"

namespace sluice {

/// The Boolean parameter of every kind that may run in a child process or not.
inline const auto isolateParameter = QStringLiteral("isolate");

/// All kinds, in the order in which a person should see them. A new step is one line in its definition.
const std::vector<StepKind> &stepKinds();

/// The kind of that name, or an error of kind Input that says which there are.
Result<const StepKind *> stepKind(const QString &name);

} // namespace sluice
