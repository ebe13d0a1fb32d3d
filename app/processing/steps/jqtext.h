// What libjq says, as text.
#pragma once

#include "processing/steps/jqvalue.h"

#include <QByteArray>
#include <QString>

namespace sluice {

/// The bytes of a value of kind string; they are valid UTF-8 and may hold NUL.
QByteArrayView jqBytes(const JqValue &string);

/// For one line of a person: a string as it is, another value as JSON.
QString jqSentence(const JqValue &message);

} // namespace sluice
