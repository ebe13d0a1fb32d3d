// What jq has to say of a program that does not compile.
#pragma once

#include "core/error.h"

#include <QStringList>

namespace sluice {

/// `messages` as libjq hands them out, each with the line of the program behind it. The sentence names the first
/// mistake, its line and the line's text. Kind Input.
Error jqMistake(const QStringList &messages, const QString &program);

} // namespace sluice
