#pragma once

#include <QByteArray>

namespace sluice {

/// As a gzip file (RFC 1952).
QByteArray gzipped(const QByteArray &data);

} // namespace sluice
