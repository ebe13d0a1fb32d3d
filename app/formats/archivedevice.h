// Compressed files as a device that reads as their text.
#pragma once

#include <QByteArray>
#include <QIODevice>

#include <memory>
#include <optional>

struct archive;

namespace sluice {

class Gunzip;

/// gzip through zlib, bzip2, xz and zstd through libarchive; sequential, read-only. Takes off one layer: what is
/// compressed twice reads as what is compressed once. Several members or frames in a row read as one text. A read that
/// fails returns -1 and errorString() says why: the data ends too early, is damaged, does not match its checksum or is
/// followed by something else.
class ArchiveDevice final : public QIODevice
{
    Q_OBJECT

public:
    enum class Packing { Gzip, Bzip2, Xz, Zstd };
    static constexpr qsizetype magicSize = 10;

    /// By the first magicSize bytes.
    static std::optional<Packing> packingOf(QByteArrayView beginning);

    /// `source` is open; it is read in blocks as they are needed. `beginning`, at least magicSize bytes unless there
    /// are fewer, was already read from it and is of one of the kinds.
    ArchiveDevice(std::unique_ptr<QIODevice> source, const QByteArray &beginning);
    ~ArchiveDevice() override;

    /// Whether a list that begins so is to be read through this: gzip or zstd.
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
    qint64 readGzip(char *data, qint64 maxSize);
    qint64 failWith(const QString &sentence);

    std::unique_ptr<QIODevice> m_source;
    std::unique_ptr<Gunzip> m_gunzip;         ///< of gzip, instead of
    std::unique_ptr<archive, Free> m_archive; ///< of the others
    QByteArray m_beginning;
    QByteArray m_block;
    qint64 m_taken = 0;
    bool m_begun = false;
    bool m_isEmpty = false;
    bool m_failed = false;
};

} // namespace sluice
