// The Range header (RFC 9110, section 14), one range only.
#pragma once

#include <QByteArrayView>

namespace sluice {

struct ByteRange
{
    enum class State { Absent, Satisfiable, Unsatisfiable };

    State state = State::Absent; ///< several ranges, other units and nonsense count as absent: the whole is sent
    qint64 first = 0;
    qint64 count = 0;
};

/// Of a representation of `size` bytes.
ByteRange parseRange(QByteArrayView field, qint64 size);

} // namespace sluice
