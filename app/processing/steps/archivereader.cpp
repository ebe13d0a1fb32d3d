#include "processing/steps/archivereader.h"

#include "formats/archivedevice.h"
#include "processing/steps/memberpath.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>
#include <QtEndian>

#include <archive.h>
#include <archive_entry.h>

#include <cerrno>

namespace sluice {

namespace {

constexpr qsizetype blockSize = 64 * 1024;
constexpr qsizetype tarBlock = 512;

QString tr(const char *text)
{
    return QCoreApplication::translate("ArchiveReader", text);
}

ArchiveMember::Kind kindOf(archive_entry *entry)
{
    if (archive_entry_hardlink(entry) || archive_entry_filetype(entry) == AE_IFLNK)
        return ArchiveMember::Kind::Link;
    if (archive_entry_filetype(entry) == AE_IFDIR)
        return ArchiveMember::Kind::Folder;
    return archive_entry_filetype(entry) == AE_IFREG ? ArchiveMember::Kind::File : ArchiveMember::Kind::Device;
}

/// Of a zip without members only the end of its directory is there, which counts them and says how long its comment is.
bool isEmptyZip(const QByteArray &record, qint64 bodySize)
{
    constexpr qsizetype recordSize = 22;
    if (record.size() < recordSize || !record.startsWith("PK\x05\x06"))
        return false;
    const auto counts = QByteArrayView(record).sliced(4, 16);
    const auto commentSize = qFromLittleEndian<quint16>(record.constData() + 20);
    return counts.count('\0') == counts.size() && bodySize == recordSize + commentSize;
}

QString pathOf(archive_entry *entry, bool isZip)
{
    const auto *path = archive_entry_pathname_utf8(entry);
    auto text = path ? QString::fromUtf8(path) : decodedMemberPath(archive_entry_pathname(entry), isZip);
    while (text.startsWith(QLatin1StringView("./")))
        text.remove(0, 2);
    return text;
}

} // namespace

void ArchiveReader::Free::operator()(archive *handle) const
{
    archive_read_free(handle);
}

ArchiveReader::ArchiveReader(const Body &body, int ratio, CancelToken token)
    : m_body(body), m_ratio(ratio), m_token(std::move(token)), m_archive(archive_read_new())
{
    m_block.resize(blockSize);
    archive_read_support_format_tar(m_archive.get());
    archive_read_set_callback_data(m_archive.get(), this);
    archive_read_set_read_callback(m_archive.get(), &ArchiveReader::readBlock);
}

ArchiveReader::~ArchiveReader() = default;

Result<void> ArchiveReader::open()
{
    auto body = std::make_unique<BodyDevice>(m_body, m_token);
    if (!body->openForReading())
        return stepFailure(tr("the file cannot be opened: %1").arg(body->errorString()));
    m_packedBytes = body->size();
    if (m_packedBytes == 0)
        return stepFailure(tr("the body is empty"));
    const auto beginning = body->read(ArchiveDevice::magicSize);
    m_isPacked = ArchiveDevice::packingOf(beginning).has_value();
    if (m_isPacked) {
        m_growth.emplace(GrowthLimit::Settings{.ratio = m_ratio}, m_packedBytes);
        m_source = std::make_unique<ArchiveDevice>(std::move(body), beginning);
    } else {
        body->seek(0);
        m_isEmptyZip = isEmptyZip(body->peek(blockSize), m_packedBytes);
        if (m_isEmptyZip)
            return success();
        m_source = std::move(body);
        archive_read_support_format_zip_seekable(m_archive.get()); // by its directory, as everyone does
        archive_read_support_format_7zip(m_archive.get());
        archive_read_set_seek_callback(m_archive.get(), &ArchiveReader::seekTo);
    }
    const bool isOpen = archive_read_open1(m_archive.get()) == ARCHIVE_OK;
    if (m_token.isCancelled())
        return Cancelled{};
    if (isOpen)
        return success();
    if (beginning.startsWith("PK\x03\x04")) // the directory is at the end
        return stepFailure(tr("the archive ends too early"));
    return m_sourceFault.value_or(stepFailure(tr("the body is not an archive (zip, 7z or tar)")));
}

ssize_t ArchiveReader::readBlock(archive *handle, void *reader, const void **block)
{
    auto *self = static_cast<ArchiveReader *>(reader);
    const auto count = self->m_source->read(self->m_block.data(), blockSize);
    const auto growth = self->m_growth && count > 0 ? self->m_growth->add(count) : success();
    if (count < 0)
        self->m_sourceFault = stepFailure(self->m_source->errorString());
    if (growth.failed())
        self->m_sourceFault = growth.error();
    if (self->m_sourceFault) {
        archive_set_error(handle, EIO, "unreadable");
        return -1;
    }
    self->m_position += count;
    self->m_tail.append(QByteArrayView(self->m_block).first(count).last(std::min<qsizetype>(count, tarBlock)));
    self->m_tail.remove(0, std::max<qsizetype>(0, self->m_tail.size() - tarBlock));
    *block = self->m_block.constData();
    return static_cast<ssize_t>(count);
}

std::int64_t ArchiveReader::seekTo(archive *, void *reader, std::int64_t offset, int whence)
{
    auto *self = static_cast<ArchiveReader *>(reader);
    const auto from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? self->m_position : self->m_packedBytes;
    if (offset > self->m_packedBytes - from || !self->m_source->seek(from + offset)) // no sum before it is known to fit
        return ARCHIVE_FATAL;
    self->m_position = from + offset;
    return self->m_position;
}

Result<std::optional<ArchiveMember>> ArchiveReader::next()
{
    if (m_isEmptyZip)
        return std::optional<ArchiveMember>();
    archive_entry *entry = nullptr;
    const int status = archive_read_next_header(m_archive.get(), &entry);
    if (m_token.isCancelled())
        return Cancelled{};
    if (status == ARCHIVE_EOF) {
        if (const auto wrong = cutShort())
            return *wrong;
        const auto finished = finish();
        if (finished.cancelled())
            return Cancelled{};
        return finished ? Result(std::optional<ArchiveMember>()) : finished.error();
    }
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) // a warning is about a name's letters
        return fault();
    m_left = archive_entry_size(entry);
    const bool isZip = (archive_format(m_archive.get()) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP;
    return std::optional(
        ArchiveMember{pathOf(entry, isZip), kindOf(entry), archive_entry_is_data_encrypted(entry) != 0});
}

Result<qint64> ArchiveReader::read(char *data, qint64 most)
{
    auto count = archive_read_data(m_archive.get(), data, static_cast<size_t>(most));
    if (count == 0 && isTar() && m_left > 0) // the hole at the end of a sparse file comes only when asked for again
        count = archive_read_data(m_archive.get(), data, static_cast<size_t>(most));
    if (m_token.isCancelled())
        return Cancelled{};
    if (count < 0 || (count == 0 && isTar() && m_left > 0)) // a wrong checksum is a warning, and below 0
        return fault();
    m_left -= count;
    return qint64(count);
}

Result<void> ArchiveReader::finish()
{
    const void *block = nullptr;
    while (m_isPacked && !m_token.isCancelled() && readBlock(m_archive.get(), this, &block) > 0) {
    }
    if (m_token.isCancelled())
        return Cancelled{};
    return m_sourceFault ? Result<void>(*m_sourceFault) : success();
}

bool ArchiveReader::isTar() const
{
    return (archive_format(m_archive.get()) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR;
}

std::optional<Error> ArchiveReader::cutShort() const
{
    // libarchive takes the end of the data for the end of the archive, but a tar has a block of zeros there
    if (!isTar() || archive_filter_bytes(m_archive.get(), 0) < m_position || m_tail.count('\0') == m_tail.size())
        return std::nullopt;
    return stepFailure(tr("the archive ends too early"));
}

Error ArchiveReader::fault() const
{
    if (m_sourceFault)
        return *m_sourceFault;
    if (archive_read_has_encrypted_entries(m_archive.get()) == 1)
        return stepFailure(tr("the archive is encrypted"));
    const auto reason = QString::fromUtf8(archive_error_string(m_archive.get()));
    return stepFailure(reason.isEmpty() ? tr("the archive is damaged or ends too early")
                                        : tr("the archive is damaged or ends too early (%1)").arg(reason));
}

} // namespace sluice
