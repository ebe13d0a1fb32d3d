// Compressed files, made by libarchive.
#pragma once

#include <QByteArray>

#include <archive.h>
#include <archive_entry.h>

namespace sluice::test {

enum class Packing { Gzip, Zstd };

inline QByteArray packed(const QByteArray &text, Packing packing)
{
    QByteArray result(text.size() + 100'000, Qt::Uninitialized);
    size_t used = 0;
    auto *archive = archive_write_new();
    packing == Packing::Gzip ? archive_write_add_filter_gzip(archive) : archive_write_add_filter_zstd(archive);
    archive_write_set_format_raw(archive);
    archive_write_set_bytes_in_last_block(archive, 1); // no padding behind the end
    archive_write_open_memory(archive, result.data(), static_cast<size_t>(result.size()), &used);
    auto *entry = archive_entry_new();
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_write_header(archive, entry);
    archive_write_data(archive, text.constData(), static_cast<size_t>(text.size()));
    archive_entry_free(entry);
    archive_write_close(archive);
    archive_write_free(archive);
    return result.first(static_cast<qsizetype>(used));
}

} // namespace sluice::test
