// How the spans of an attempt's life are shown.
#pragma once

#include "core/waitreason.h"
#include "ui/theme/icons.h"

#include <QString>

namespace sluice {

/// "first byte": a word or two under a bar.
QString waitWord(WaitReason reason);
/// "Waiting for the first byte of the answer": what it is.
QString waitSentence(WaitReason reason);
IconTone waitTone(WaitReason reason);

} // namespace sluice
