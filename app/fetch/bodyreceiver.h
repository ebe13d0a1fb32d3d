#pragma once

#include "fetch/bodysink.h"
#include "fetch/contentdecoder.h"

#include <optional>

namespace sluice {

/// The way of a body from the wire to its sink: undo the encoding, hold it to the size limit, count.
/// Of a response that is no success the body is dropped.
class BodyReceiver
{
public:
    /// So much of a dropped body is read to keep its connection usable; ending the transfer is cheaper than more.
    static constexpr qint64 discardLimit = 64 * 1024;

    BodyReceiver(BodySink *sink, qint64 maxBytes) : m_sink(sink), m_maxBytes(maxBytes) {}

    void setDecoder(std::optional<ContentDecoder> decoder) { m_decoder = std::move(decoder); }
    void discard() { m_discarding = true; }
    void reached(WaitReason phase, TimePoint now) { m_sink->reached(phase, now); }

    Result<void> take(QByteArrayView chunk);
    Result<void> finish() const;

    /// A dropped body has grown past discardLimit.
    bool isNotWorthReading() const { return m_discarding && m_wireBytes > discardLimit; }
    qint64 wireBytes() const { return m_wireBytes; }
    qint64 bytes() const { return m_bytes; } ///< handed to the sink

private:
    Result<void> deliver(QByteArrayView chunk);

    BodySink *m_sink;
    qint64 m_maxBytes;
    std::optional<ContentDecoder> m_decoder;
    bool m_discarding = false;
    qint64 m_wireBytes = 0;
    qint64 m_bytes = 0;
};

/// "The body is larger than the limit of N bytes", kind Size.
Error bodyTooLarge(qint64 maxBytes);

} // namespace sluice
