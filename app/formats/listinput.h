// Where a list's text comes from.
#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QString>

#include <memory>

namespace sluice {

class ArchiveDevice;

/// Owns the device and unpacks it where it is compressed, whatever its name.
class ListInput
{
public:
    /// `device` is open, and read to its end returns 0, as files, pipes and buffers do.
    explicit ListInput(std::unique_ptr<QIODevice> device);
    ~ListInput();
    ListInput(ListInput &&) noexcept;
    ListInput &operator=(ListInput &&) noexcept;

    bool isCompressed() const { return m_archive != nullptr; }

    /// The next bytes of the text, up to `size`, without going on. Valid until the next call.
    QByteArrayView peek(qsizetype size);
    /// The next bytes of the text: how many, 0 at the end, -1 when reading failed: failure() says why.
    qint64 read(char *data, qint64 maxSize);
    QString failure() const;
    /// How much of the device was read, in the form in which it lies there.
    qint64 bytesRead() const;

private:
    std::unique_ptr<QIODevice> m_device;
    const ArchiveDevice *m_archive = nullptr; ///< m_device, if it is one
    QByteArray m_ahead;                       ///< peeked at and not read yet
    qint64 m_taken = 0;
};

} // namespace sluice
