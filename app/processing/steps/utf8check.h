// Whether bytes are what they must be for JSON.
#pragma once

#include <QByteArrayView>

#include <optional>

namespace sluice {

/// Where the first bytes begin that are not UTF-8, counted from 0; nothing when all are.
std::optional<qsizetype> firstInvalidUtf8(QByteArrayView bytes);

} // namespace sluice
