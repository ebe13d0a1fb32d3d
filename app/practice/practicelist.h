// The fixed mixture of addresses to practise on.
#pragma once

#include <QByteArray>

namespace sluice {

/// Path and query of the i-th address of the mixture, from 0. No two are equal.
QByteArray practicePath(qint64 i);

} // namespace sluice
