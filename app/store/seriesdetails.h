// The part of a second that has no column of its own.
#pragma once

#include "core/seriespoint.h"

#include <QJsonObject>

namespace sluice {

/// Only what is not zero.
QJsonObject detailsOf(const SeriesPoint &point);
/// Fills them in; what is not there stays as it is.
void setDetails(SeriesPoint *point, const QJsonObject &details);

} // namespace sluice
