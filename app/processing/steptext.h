// The command-line form of a step, taken apart but not yet understood.
#pragma once

#include "core/result.h"

#include <QString>

#include <utility>
#include <vector>

namespace sluice {

struct StepText
{
    QString name;
    std::vector<std::pair<QString, QString>> options; ///< as written, quotes removed, in order
};

/// NAME key=value key="a value with spaces" … Fails when the name is missing, a quote is left open or a word is
/// not of the form key=value.
Result<StepText> splitStepText(QStringView text);

} // namespace sluice
