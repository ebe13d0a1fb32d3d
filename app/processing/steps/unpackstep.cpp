#include "processing/steps/unpackstep.h"

#include "files/filename.h"
#include "files/nametemplate.h"
#include "processing/steps/archivereader.h"
#include "processing/steps/bodywriter.h"
#include "processing/steps/memberpath.h"
#include "processing/steps/unpackedtree.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>

namespace sluice {

namespace {

constexpr qint64 pieceSize = 64 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("UnpackStep", text);
}

QJsonObject columnsOf(int files, qint64 bytes)
{
    return {{QStringLiteral("unpacked_files"), files}, {QStringLiteral("unpacked_bytes"), bytes}};
}

/// All of the member that came last, into something with a write().
template <typename Output>
Result<void> copyMember(ArchiveReader *reader, GrowthLimit *growth, Output *output)
{
    QByteArray piece(pieceSize, Qt::Uninitialized);
    while (true) {
        const auto count = reader->read(piece.data(), piece.size());
        if (count.cancelled())
            return Cancelled{};
        if (count.failed())
            return count.error();
        if (count.value() == 0)
            return success();
        if (const auto small = growth->add(count.value()); !small)
            return small;
        if (const auto written = output->write(QByteArrayView(piece).first(count.value())); !written)
            return written;
    }
}

/// Why a member is not unpacked, if so.
std::optional<Error> objection(const ArchiveMember &member)
{
    const auto shown = shownMember(member.path);
    if (member.isEncrypted)
        return stepFailure(tr("the archive is encrypted: “%1” needs a password").arg(shown));
    switch (member.kind) {
    case ArchiveMember::Kind::File:
    case ArchiveMember::Kind::Folder:
        return std::nullopt;
    case ArchiveMember::Kind::Link:
        return stepFailure(tr("the archive holds a link, “%1”; links are not unpacked").arg(shown));
    case ArchiveMember::Kind::Device:
        return stepFailure(tr("the archive holds a device, “%1”; devices are not unpacked").arg(shown));
    }
    return std::nullopt;
}

Result<void> unpackInto(UnpackedTree *tree, const ArchiveMember &member, ArchiveReader *reader, GrowthLimit *growth)
{
    if (const auto objected = objection(member))
        return *objected;
    const auto components = memberComponents(member.path);
    if (!components)
        return components.error();
    if (member.kind == ArchiveMember::Kind::Folder)
        return tree->folder(components.value());
    auto file = tree->file(components.value());
    if (!file)
        return file.error();
    return copyMember(reader, growth, &file.value());
}

} // namespace

QString UnpackStep::name() const
{
    return QStringLiteral("unpack");
}

Result<StepOutput> UnpackStep::run(StepInput input, const StepFolders &folders, CancelToken token) const
{
    const auto keptName = expandNameTemplate(m_settings.into, {input.url, input.job});
    if (!keptName)
        return stepFailure(keptName.error().message);
    if (keepsFiles() && folders.out.isEmpty())
        return stepFailure(tr("there is no output folder to unpack into: give one, or make one member the body"));
    ArchiveReader reader(input.body, m_settings.growth.ratio, token);
    const auto opened = reader.open();
    if (opened.cancelled())
        return Cancelled{};
    if (opened.failed())
        return opened.error();
    if (!keepsFiles())
        return unpackOne(&reader, folders);
    auto output = unpackAll(&reader, keptName.value(), folders);
    if (output)
        output.value().body = input.body;
    return output;
}

Result<StepOutput> UnpackStep::unpackOne(ArchiveReader *reader, const StepFolders &folders) const
{
    while (true) {
        const auto member = reader->next();
        if (member.cancelled())
            return Cancelled{};
        if (member.failed())
            return member.error();
        if (!member.value())
            return stepFailure(tr("the archive has no file that matches “%1”").arg(m_settings.member));
        if (member.value()->kind != ArchiveMember::Kind::File || !matchesGlob(member.value()->path, m_settings.member))
            continue;
        if (const auto objected = objection(*member.value()))
            return *objected;
        BodyWriter output(folders.scratch);
        GrowthLimit growth(m_settings.growth, reader->packedBytes());
        auto copied = copyMember(reader, &growth, &output);
        if (copied)
            copied = reader->finish();
        if (copied.cancelled())
            return Cancelled{};
        if (copied.failed())
            return copied.error();
        return StepOutput{output.take(contentTypeOfName(member.value()->path.section(u'/', -1))),
                          columnsOf(1, growth.total())};
    }
}

Result<StepOutput> UnpackStep::unpackAll(ArchiveReader *reader, const QString &keptName,
                                         const StepFolders &folders) const
{
    const auto path = newScratchPath(folders.scratch);
    const auto tree = UnpackedTree::create(path);
    if (!tree)
        return tree.error();
    GrowthLimit growth(m_settings.growth, reader->packedBytes());
    int files = 0;
    bool anyMatches = m_settings.only.isEmpty();
    while (true) {
        const auto member = reader->next();
        if (member.cancelled())
            return Cancelled{};
        if (member.failed())
            return member.error();
        if (!member.value())
            break;
        if (!m_settings.only.isEmpty() && !matchesGlob(member.value()->path, m_settings.only))
            continue;
        anyMatches = true;
        const auto unpacked = unpackInto(tree.value().get(), *member.value(), reader, &growth);
        if (unpacked.cancelled())
            return Cancelled{};
        if (unpacked.failed())
            return unpacked.error();
        if (tree.value()->made() > m_settings.mostFiles)
            return stepFailure(tr("the archive holds more than %1 files and folders; “files” says how many may be")
                                   .arg(m_settings.mostFiles));
        files += member.value()->kind == ArchiveMember::Kind::File ? 1 : 0;
    }
    if (!anyMatches)
        return stepFailure(tr("the archive has no file that matches “%1”").arg(m_settings.only));
    StepOutput output{{}, columnsOf(files, growth.total())};
    if (tree.value()->made() == 0)
        return output;
    const auto holder = tree.value()->keep();
    if (!holder)
        return holder.error();
    output.keepsakes.push_back({path, keptName, holder.value()});
    return output;
}

} // namespace sluice
