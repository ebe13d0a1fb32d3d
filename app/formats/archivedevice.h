// Compressed files as a device that reads as their text.
#pragma once

#include "formats/gzipcheck.h"

#include <QByteArray>
#include <QIODevice>

#include <memory>

struct archive;

namespace sluice {

/// gzip and zstd through libarchive; sequential, read-only. A read that fails returns -1 and errorString() says
/// why: the data ends too early, is damaged or does not match its checksum.
class ArchiveDevice final : public QIODevice
{
    Q_OBJECT

public:
    static constexpr qsizetype magicSize = 4;

    /// `source` is open; it is read in blocks as they are needed. `beginning` was already read from it.
    ArchiveDevice(std::unique_ptr<QIODevice> source, const QByteArray &beginning);
    ~ArchiveDevice() override;

    /// Whether a file that begins so is one of the kinds.
    static bool isCompressed(QByteArrayView beginning);

    bool isSequential() const override { return true; }
    /// How much of the source was taken.
    qint64 compressedBytes() const { return m_taken; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    struct Free
    {
        void operator()(archive *handle) const;
    };

    static ssize_t readSource(archive *handle, void *device, const void **block);
    qint64 readBlock();
    bool begin();
    qint64 fail();
    qint64 finish();

    std::unique_ptr<QIODevice> m_source;
    std::unique_ptr<archive, Free> m_archive;
    QByteArray m_beginning;
    QByteArray m_block;
    qint64 m_taken = 0;
    bool m_begun = false;
    bool m_failed = false;
    GzipCheck m_check;
};

} // namespace sluice
