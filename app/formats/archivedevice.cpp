#include "formats/archivedevice.h"

#include <archive.h>
#include <archive_entry.h>

#include <cerrno>
#include <utility>

namespace sluice {

namespace {

constexpr qsizetype blockSize = 64 * 1024;

} // namespace

void ArchiveDevice::Free::operator()(archive *handle) const
{
    archive_read_free(handle);
}

ArchiveDevice::ArchiveDevice(std::unique_ptr<QIODevice> source, const QByteArray &beginning)
    : m_source(std::move(source)), m_archive(archive_read_new()), m_beginning(beginning)
{
    m_block.resize(blockSize);
    archive_read_support_filter_gzip(m_archive.get());
    archive_read_support_filter_zstd(m_archive.get());
    archive_read_support_format_raw(m_archive.get());
    open(QIODevice::ReadOnly);
}

ArchiveDevice::~ArchiveDevice() = default;

bool ArchiveDevice::isCompressed(QByteArrayView beginning)
{
    return beginning.startsWith("\x1F\x8B") || beginning.startsWith("\x28\xB5\x2F\xFD");
}

qint64 ArchiveDevice::readBlock()
{
    if (!m_beginning.isEmpty()) {
        m_block.replace(0, m_beginning.size(), m_beginning);
        return std::exchange(m_beginning, {}).size();
    }
    return m_source->read(m_block.data(), blockSize);
}

ssize_t ArchiveDevice::readSource(archive *handle, void *device, const void **block)
{
    auto *self = static_cast<ArchiveDevice *>(device);
    const auto count = self->readBlock();
    if (count < 0) {
        archive_set_error(handle, EIO, "%s", self->m_source->errorString().toUtf8().constData());
        return -1;
    }
    self->m_taken += count;
    self->m_check.addCompressed(QByteArrayView(self->m_block).first(count));
    *block = self->m_block.constData();
    return static_cast<ssize_t>(count);
}

bool ArchiveDevice::begin()
{
    m_begun = true;
    archive_entry *entry = nullptr;
    return archive_read_open(m_archive.get(), this, nullptr, &ArchiveDevice::readSource, nullptr) == ARCHIVE_OK &&
           archive_read_next_header(m_archive.get(), &entry) == ARCHIVE_OK;
}

qint64 ArchiveDevice::readData(char *data, qint64 maxSize)
{
    if (m_failed)
        return -1;
    if (!m_begun && !begin())
        return fail();
    const auto count = archive_read_data(m_archive.get(), data, static_cast<size_t>(maxSize));
    if (count < 0)
        return fail();
    if (count == 0 && maxSize > 0)
        return finish();
    m_check.addText(QByteArrayView(data, count));
    return count;
}

qint64 ArchiveDevice::fail()
{
    m_failed = true;
    const auto *reason = archive_error_string(m_archive.get());
    setErrorString(tr("the compressed data is damaged or ends too early (%1)").arg(QString::fromUtf8(reason)));
    return -1;
}

qint64 ArchiveDevice::finish()
{
    if (m_check.isIntact())
        return 0;
    m_failed = true;
    setErrorString(tr("the compressed data is damaged: it does not match its checksum"));
    return -1;
}

} // namespace sluice
