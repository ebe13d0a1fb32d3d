// Text from servers is hostile: it may steer a terminal or turn the reading order round.
#pragma once

#include <QByteArray>
#include <QString>

class QJsonObject;

namespace sluice {

/// The same text with control characters (line ends and tabs too) and bidirectional overrides
/// replaced by visible signs, cut to maxLength with an ellipsis. For one line of a table, label or terminal.
QString visibleText(QStringView text, qsizetype maxLength = 500);

/// The object as compact JSON on one line, in which such characters are written as \uXXXX: to a program the same, and
/// harmless on a terminal. (Qt does so for those below U+0020 alone.)
QByteArray harmlessJson(const QJsonObject &object);

} // namespace sluice
