// Values as text.
#pragma once

#include <QByteArray>
#include <QJsonValue>

namespace sluice {

/// Numbers without a loss: whole ones without a point or exponent, others in the fewest digits that give them back.
QByteArray numberText(const QJsonValue &number);

/// Appends the value as JSON in one line.
void appendJson(QByteArray &json, const QJsonValue &value);

} // namespace sluice
