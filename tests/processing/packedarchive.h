// Archives that no honest tool makes.
#pragma once

#include <QByteArray>
#include <QList>

#include <archive.h>
#include <archive_entry.h>

namespace sluice::test {

struct OddMember
{
    QByteArray path{};
    QByteArray data{};
    unsigned type = AE_IFREG;
    QByteArray symbolicLink{};
    QByteArray hardLink{};
    unsigned mode = 0644;
};

enum class Container { Tar, TarGzip, Zip, SevenZip };

inline QByteArray packedArchive(const QList<OddMember> &members, Container container)
{
    qsizetype room = 1 << 20;
    for (const auto &member : members)
        room += member.data.size() + 10'000;
    QByteArray result(room, Qt::Uninitialized);
    size_t used = 0;
    auto *archive = archive_write_new();
    switch (container) {
    case Container::TarGzip:
        archive_write_add_filter_gzip(archive);
        [[fallthrough]];
    case Container::Tar:
        archive_write_set_format_gnutar(archive);
        break;
    case Container::Zip:
        archive_write_set_format_zip(archive);
        break;
    case Container::SevenZip:
        archive_write_set_format_7zip(archive);
        break;
    }
    archive_write_set_bytes_in_last_block(archive, 1);
    archive_write_open_memory(archive, result.data(), size_t(result.size()), &used);
    for (const auto &member : members) {
        auto *entry = archive_entry_new();
        archive_entry_set_pathname(entry, member.path.constData());
        archive_entry_set_filetype(entry, member.type);
        archive_entry_set_perm(entry, member.mode);
        archive_entry_set_size(entry, member.data.size());
        if (!member.symbolicLink.isEmpty())
            archive_entry_set_symlink(entry, member.symbolicLink.constData());
        if (!member.hardLink.isEmpty())
            archive_entry_set_hardlink(entry, member.hardLink.constData());
        if (archive_write_header(archive, entry) < ARCHIVE_WARN)
            qFatal("%s", archive_error_string(archive));
        archive_write_data(archive, member.data.constData(), size_t(member.data.size()));
        archive_entry_free(entry);
    }
    if (archive_write_close(archive) != ARCHIVE_OK)
        qFatal("%s", archive_error_string(archive));
    archive_write_free(archive);
    return result.first(qsizetype(used));
}

} // namespace sluice::test
