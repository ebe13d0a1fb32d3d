// The three ways anything here can end.
#pragma once

#include <QtGlobal>

namespace sluice {

/// Cancelled is a third ending, not a kind of failure: it is never retried and never logged as an error.
enum class Outcome : quint8 { Succeeded, Failed, Cancelled };

} // namespace sluice
