// Sentences that the readers share.
#pragma once

#include "core/error.h"

namespace sluice {

/// Why a row cannot be used; fits after "LIST:LINE: ".
Error badRow(const QString &reason);
/// The rest of the list cannot be read.
Error listFailed(const QString &reason);

QString lineTooLong();
QString notUtf8();

} // namespace sluice
