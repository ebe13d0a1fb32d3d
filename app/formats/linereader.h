// Lines of text in bounded memory.
#pragma once

#include "formats/listinput.h"

#include <QByteArray>

namespace sluice {

/// Goes through a text record by record; a record is a line, or several where the caller asks for more.
/// A byte order mark at the beginning is dropped.
class LineReader
{
public:
    /// A longer record is none.
    static constexpr qsizetype maxRecord = 1024 * 1024;

    enum class Step {
        Record,  ///< text() is it
        TooLong, ///< next(): the line is longer than maxRecord and skipped; extend(): the record would be
        End,     ///< there is no further line
        Failed,  ///< the input failed: failure() says why; then comes the end
    };

    explicit LineReader(ListInput input);

    /// To the next line.
    Step next();
    /// Takes the following line into the record. When there is none or it is too long, the record stays as it is.
    Step extend();
    /// Gives all lines of the record but the first back: they are what next() comes to.
    void keepFirstLine();

    /// Without its last line end, LF or CRLF. Valid until the next call.
    QByteArrayView text() const;
    /// The line on which the record begins, from 1.
    qint64 line() const { return m_line; }
    qint64 bytesRead() const { return m_input.bytesRead(); }
    QString failure() const { return m_input.failure(); }

private:
    bool fill();
    qsizetype lineEnd(qsizetype from);
    Step stepOver(qsizetype from, qsizetype length) const;
    Step skipLine();

    ListInput m_input;
    QByteArray m_buffer; ///< everything before m_filled is text
    qsizetype m_filled = 0;
    qsizetype m_begin = 0; ///< of the record
    qsizetype m_end = 0;   ///< behind its last line end
    qint64 m_line = 0;
    qint64 m_lines = 0; ///< of the record
    bool m_atEnd = false;
    bool m_hasFailed = false;
};

} // namespace sluice
