// Text from servers is hostile: it may steer a terminal or turn the reading order round.
#pragma once

#include <QString>

namespace sluice {

/// The same text with control characters (line ends and tabs too) and bidirectional overrides
/// replaced by visible signs, cut to maxLength with an ellipsis. For one line of a table, label or terminal.
QString visibleText(QStringView text, qsizetype maxLength = 500);

} // namespace sluice
