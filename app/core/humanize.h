// Numbers the way a person says them. The one place for it: windows, summaries and sentences all use these.
#pragma once

#include "core/duration.h"

#include <QString>

namespace sluice {

// All follow QLocale() (decimal sign, thousands separators) and are for reading only: nothing parses them back.
// Rounding never shows a unit too small for its number: 59.96 s is "1 min 0 s", 999,960 bytes are "1 MB".

QString
humanDuration(Duration span);     ///< "0 s", "850 µs", "412 ms", "4.2 s", "34 s", "1 min 34 s", "2 h 5 min", "3 d 4 h"
QString humanBytes(qint64 bytes); ///< "0 B", "512 B", "18.2 MB" (decimal units, three digits)
QString humanByteRate(double bytesPerSecond); ///< "18.2 MB/s"
QString humanRate(double perSecond);          ///< "412/s", "4.2/s", "0.25/s"
QString humanCount(qint64 count);             ///< "61,204"
QString humanPercent(double share); ///< 0.83 is "83 %"; what is neither nothing nor all never shows as 0 or 100
QString humanNumber(double value);  ///< three digits, no trailing zeros: "0.25", "4.2", "412", "61,204"

} // namespace sluice
