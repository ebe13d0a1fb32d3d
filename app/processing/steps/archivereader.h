// The members of an archive, one after the other.
#pragma once

#include "processing/steps/bodydevice.h"
#include "processing/steps/growthlimit.h"

#include <memory>
#include <optional>

struct archive;

namespace sluice {

struct ArchiveMember
{
    enum class Kind { File, Folder, Link, Device };
    QString path{}; ///< as the archive says: not safe. Without a leading "./"
    Kind kind = Kind::File;
    bool isEncrypted = false;
};

/// A zip, 7z or tar archive, or a tar in gzip, bzip2, xz or zstd; recognised by content. Errors are of kind Step. What
/// comes out of a compressed tar, wanted or not, stays under the ratio. One thread; must not outlive the body.
class ArchiveReader
{
public:
    ArchiveReader(const Body &body, int ratio, CancelToken token);
    ArchiveReader(const ArchiveReader &) = delete;
    ArchiveReader &operator=(const ArchiveReader &) = delete;
    ~ArchiveReader();

    /// First of all.
    Result<void> open();
    qint64 packedBytes() const { return m_packedBytes; }

    /// The next one; nothing at the end, when all of the archive was seen to be intact.
    Result<std::optional<ArchiveMember>> next();
    /// Of the member that came last; 0 at its end.
    Result<qint64> read(char *data, qint64 most);
    /// For who has seen enough: a compressed tar has its checksum, the only one, behind all members.
    Result<void> finish();

private:
    struct Free
    {
        void operator()(archive *handle) const;
    };

    static ssize_t readBlock(archive *handle, void *self, const void **block);
    static std::int64_t seekTo(archive *handle, void *self, std::int64_t offset, int whence);
    bool isTar() const;
    std::optional<Error> cutShort() const;
    Error fault() const;

    const Body &m_body;
    int m_ratio;
    CancelToken m_token;
    std::unique_ptr<QIODevice> m_source; ///< the body or, where that is compressed, the tar inside
    bool m_isEmptyZip = false;           ///< libarchive takes it for no archive
    bool m_isPacked = false;
    qint64 m_packedBytes = 0;
    qint64 m_position = 0;               ///< of libarchive in the source
    QByteArray m_tail;                   ///< the last bytes read, a block of tar at most
    std::optional<GrowthLimit> m_growth; ///< of a compressed tar
    std::optional<Error> m_sourceFault;
    qint64 m_left = 0; ///< of the member that came last, as its header says
    QByteArray m_block;
    std::unique_ptr<archive, Free> m_archive;
};

} // namespace sluice
