#include "formats/archivedevice.h"

#include "formats/gunzip.h"

#include <archive.h>
#include <archive_entry.h>

#include <cerrno>
#include <utility>

namespace sluice {

namespace {

constexpr qsizetype blockSize = 64 * 1024;

int filterCode(ArchiveDevice::Packing packing)
{
    switch (packing) {
    case ArchiveDevice::Packing::Gzip:
        return ARCHIVE_FILTER_GZIP;
    case ArchiveDevice::Packing::Bzip2:
        return ARCHIVE_FILTER_BZIP2;
    case ArchiveDevice::Packing::Xz:
        return ARCHIVE_FILTER_XZ;
    case ArchiveDevice::Packing::Zstd:
        return ARCHIVE_FILTER_ZSTD;
    }
    return ARCHIVE_FILTER_NONE;
}

bool isBzip2(QByteArrayView beginning)
{
    // "BZh", a digit, then the mark of a block or, in an empty file, of the end: letters alone may begin a text
    return beginning.startsWith("BZh") && beginning.size() >= 10 && beginning[3] >= '1' && beginning[3] <= '9' &&
           (beginning.sliced(4, 6) == QByteArrayView("\x31\x41\x59\x26\x53\x59") ||
            beginning.sliced(4, 6) == QByteArrayView("\x17\x72\x45\x38\x50\x90"));
}

} // namespace

void ArchiveDevice::Free::operator()(archive *handle) const
{
    archive_read_free(handle);
}

ArchiveDevice::ArchiveDevice(std::unique_ptr<QIODevice> source, const QByteArray &beginning)
    : m_source(std::move(source)), m_archive(archive_read_new()), m_beginning(beginning)
{
    m_block.resize(blockSize);
    if (packingOf(beginning) == Packing::Gzip) {
        m_gunzip = std::make_unique<Gunzip>();
        open(QIODevice::ReadOnly);
        return;
    }
    // exactly one filter: bidding would go on as long as there is something compressed inside
    if (const auto packing = packingOf(beginning))
        archive_read_append_filter(m_archive.get(), filterCode(*packing));
    archive_read_support_format_empty(m_archive.get());
    archive_read_support_format_raw(m_archive.get());
    open(QIODevice::ReadOnly);
}

ArchiveDevice::~ArchiveDevice() = default;

std::optional<ArchiveDevice::Packing> ArchiveDevice::packingOf(QByteArrayView beginning)
{
    if (beginning.startsWith("\x1F\x8B"))
        return Packing::Gzip;
    if (isBzip2(beginning))
        return Packing::Bzip2;
    if (beginning.startsWith(QByteArrayView("\xFD\x37\x7A\x58\x5A\x00", 6)))
        return Packing::Xz;
    if (beginning.startsWith("\x28\xB5\x2F\xFD"))
        return Packing::Zstd;
    return std::nullopt;
}

bool ArchiveDevice::isCompressed(QByteArrayView beginning)
{
    const auto packing = packingOf(beginning);
    return packing == Packing::Gzip || packing == Packing::Zstd;
}

qint64 ArchiveDevice::readBlock()
{
    qint64 count = 0;
    if (m_beginning.isEmpty()) {
        count = m_source->read(m_block.data(), blockSize);
    } else {
        count = m_beginning.size();
        m_block.replace(0, count, std::exchange(m_beginning, {}));
    }
    m_taken += std::max<qint64>(count, 0);
    return count;
}

ssize_t ArchiveDevice::readSource(archive *handle, void *device, const void **block)
{
    auto *self = static_cast<ArchiveDevice *>(device);
    const auto count = self->readBlock();
    if (count < 0) {
        archive_set_error(handle, EIO, "%s", self->m_source->errorString().toUtf8().constData());
        return -1;
    }
    *block = self->m_block.constData();
    return static_cast<ssize_t>(count);
}

bool ArchiveDevice::begin()
{
    m_begun = true;
    // a filter that fails at once looks like no text, but for its error, which the next call forgets
    if (archive_read_open(m_archive.get(), this, nullptr, &ArchiveDevice::readSource, nullptr) != ARCHIVE_OK ||
        archive_errno(m_archive.get()) != 0)
        return false;
    archive_entry *entry = nullptr;
    const int status = archive_read_next_header(m_archive.get(), &entry);
    m_isEmpty = status == ARCHIVE_EOF;
    return m_isEmpty || status == ARCHIVE_OK;
}

qint64 ArchiveDevice::readData(char *data, qint64 maxSize)
{
    if (m_failed)
        return -1;
    if (m_gunzip)
        return readGzip(data, maxSize);
    if (!m_begun && !begin())
        return fail();
    const auto count = m_isEmpty ? 0 : archive_read_data(m_archive.get(), data, static_cast<size_t>(maxSize));
    if (count < 0)
        return fail();
    return count == 0 && maxSize > 0 ? finish() : count;
}

qint64 ArchiveDevice::readGzip(char *data, qint64 maxSize)
{
    while (true) {
        const auto count = m_gunzip->read(data, maxSize);
        if (count < 0)
            return failWith(m_gunzip->fault());
        if (count > 0 || maxSize == 0)
            return count;
        const auto fed = readBlock();
        if (fed < 0)
            return failWith(m_source->errorString());
        if (fed == 0)
            return m_gunzip->isComplete() ? 0 : failWith(tr("the compressed data ends too early"));
        m_gunzip->feed(QByteArrayView(m_block).first(fed));
    }
}

qint64 ArchiveDevice::fail()
{
    const auto reason = QString::fromUtf8(archive_error_string(m_archive.get()));
    return failWith(reason.isEmpty() ? tr("the compressed data is damaged or ends too early")
                                     : tr("the compressed data is damaged or ends too early (%1)").arg(reason));
}

qint64 ArchiveDevice::failWith(const QString &sentence)
{
    m_failed = true;
    setErrorString(sentence);
    return -1;
}

qint64 ArchiveDevice::finish()
{
    // libarchive ends at the first thing that is no member, be it only a member's first bytes
    if (archive_filter_bytes(m_archive.get(), -1) == m_taken)
        return 0;
    return failWith(tr("the compressed data is followed by something else, or ends too early"));
}

} // namespace sluice
