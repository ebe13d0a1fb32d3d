// gzip as text: libarchive 3.6 compares no checksum and takes a cut member for the end.
#pragma once

#include <QByteArrayView>
#include <QString>

#include <memory>

struct z_stream_s;

namespace sluice {

/// The members of a gzip file (RFC 1952) as one text, each compared with its checksum and length. Zeros behind a member
/// are padding, as of tapes; anything else is a fault.
class Gunzip
{
public:
    Gunzip();
    Gunzip(const Gunzip &) = delete;
    Gunzip &operator=(const Gunzip &) = delete;
    ~Gunzip();

    /// The next piece of the file, once read() gave 0; stays where it is until it does so again.
    void feed(QByteArrayView piece);
    /// At most maxSize bytes of text, 0 when there is none before more is fed; -1 on a fault, then fault() says which.
    qint64 read(char *data, qint64 maxSize);

    /// Between two members: the file may end here.
    bool isComplete() const { return m_members > 0 && m_isBetween; }
    QString fault() const { return m_fault; }

private:
    void skipPadding();
    qint64 fail(int status);

    std::unique_ptr<z_stream_s> m_stream;
    bool m_isReady;
    bool m_isBetween = true;
    qint64 m_members = 0;
    QString m_fault;
};

} // namespace sluice
