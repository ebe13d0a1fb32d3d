// Time by reason, as projects keep it.
#pragma once

#include "core/waitreason.h"

#include <QByteArray>
#include <QJsonObject>

namespace sluice {

/// A compact JSON object, microseconds by name; without the reasons that took none. Empty for none at all.
QByteArray inMicroseconds(const WaitTimes &waits);

/// Names that are not known are left out.
WaitTimes waitTimesFromJson(const QJsonObject &microseconds);

} // namespace sluice
