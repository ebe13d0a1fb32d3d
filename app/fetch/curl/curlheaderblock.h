#pragma once

#include "fetch/fetchtypes.h"

#include <QByteArrayView>

namespace sluice {

/// Collects the header lines of one response, as libcurl hands them out. Interim responses (1xx) are
/// forgotten, trailers ignored, fields of the same name joined by ", " (Set-Cookie: by a line feed, as Qt does).
class CurlHeaderBlock
{
public:
    enum class Progress { Incomplete, Complete, TooLarge };

    /// All lines of one response together. Servers have no honest use for more, and attackers do.
    static constexpr qsizetype maxBytes = 256 * 1024;

    Progress take(QByteArrayView line);

    bool isComplete() const { return m_complete; }
    int status() const { return m_status; }
    const QByteArray &reason() const { return m_reason; }
    const RawHeaders &fields() const { return m_fields; }

private:
    void takeStatusLine(QByteArrayView line);
    void takeField(QByteArrayView line);

    bool m_complete = false;
    int m_status = 0;
    qsizetype m_bytes = 0;
    QByteArray m_reason;
    RawHeaders m_fields;
};

} // namespace sluice
