#pragma once

#include <QByteArray>

namespace sluice {

/// Collects the header lines of one response, as libcurl hands them out. Interim responses (1xx) are
/// forgotten, trailers ignored, folded lines unfolded.
class CurlHeaderBlock
{
public:
    enum class Progress { Incomplete, Complete, TooLarge };

    /// All lines of one response together. Servers have no honest use for more, and attackers do.
    static constexpr qsizetype maxBytes = 256 * 1024;
    static constexpr int maxFields = 1000;

    Progress take(QByteArrayView line);

    bool isComplete() const { return m_complete; }
    int status() const { return m_status; }
    const QByteArray &reason() const { return m_reason; }
    const QByteArray &lines() const { return m_lines; } ///< see headerlines.h

private:
    void takeStatusLine(QByteArrayView line);
    void takeField(QByteArrayView line);

    bool m_complete = false;
    int m_status = 0;
    qsizetype m_bytes = 0;
    int m_count = 0; ///< of lines
    QByteArray m_reason;
    QByteArray m_lines;
};

} // namespace sluice
