#include "formats/folderreader.h"

#include "formats/listerrors.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QUrl>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("FolderReader", text);
}

QByteArrayView viewOf(const std::string &bytes)
{
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

ListEntry rejected(const std::string &place, const QString &reason)
{
    return {0, badRow(reason), QString::fromUtf8(viewOf(place))};
}

QString strangeName()
{
    return tr("the name is not valid UTF-8: rename it");
}

QString withSlash(const QString &folder)
{
    const auto absolute = QFileInfo(folder.isEmpty() ? QStringLiteral(".") : folder).absoluteFilePath();
    return QDir::cleanPath(absolute) + (absolute == u"/" ? QString() : QStringLiteral("/"));
}

} // namespace

FolderReader::FolderReader(const QString &folder, std::optional<GlobPattern> pattern, std::stop_token stop)
    : m_folder(folder.toStdString()), m_pattern(std::move(pattern)), m_stop(std::move(stop))
{
}

Result<void> FolderReader::open()
{
    return enter({}, m_pattern ? m_pattern->begin() : GlobPattern::Places());
}

Result<void> FolderReader::enter(const std::string &path, const GlobPattern::Places &places)
{
    auto names = readFolder(m_folder + path);
    if (!names)
        return names.error();
    Level level{path, std::move(names).value(), places};
    const auto isHidden = [](const std::string &name) {
        return name.starts_with('.');
    };
    std::erase_if(level.names.files, [&](const auto &file) {
        return m_pattern ? !m_pattern->isFile(places, file.name) : isHidden(file.name);
    });
    std::erase_if(level.names.folders, [&](const auto &name) {
        return m_pattern ? m_pattern->inFolder(places, name).empty() : isHidden(name);
    });
    m_levels.push_back(std::move(level));
    return success();
}

bool FolderReader::lookAhead()
{
    m_ahead = next();
    return m_ahead.has_value();
}

std::optional<ListEntry> FolderReader::next()
{
    if (m_ahead)
        return std::exchange(m_ahead, std::nullopt);
    while (!m_levels.empty() && !m_stop.stop_requested()) {
        auto &level = m_levels.back();
        if (level.file < level.names.files.size())
            return entryOf(level, level.names.files[level.file++]);
        level.names.files = {}; // the memory is for the folders within
        level.file = 0;
        if (level.folder == level.names.folders.size()) {
            m_levels.pop_back();
            continue;
        }
        if (auto problem = enterNext(level))
            return problem;
    }
    return {};
}

std::optional<ListEntry> FolderReader::enterNext(Level &level)
{
    const auto name = level.names.folders[level.folder++];
    const auto path = level.path + name + '/';
    if (!viewOf(name).isValidUtf8())
        return rejected(path, strangeName());
    const auto places = m_pattern ? m_pattern->inFolder(level.places, name) : GlobPattern::Places();
    const auto entered = enter(path, places); // `level` is gone
    return entered ? std::nullopt : std::optional(rejected(path, entered.error().message));
}

std::optional<ListEntry> FolderReader::entryOf(const Level &level, const FolderNames::File &file) const
{
    const auto place = level.path + file.name;
    if (!viewOf(file.name).isValidUtf8())
        return rejected(place, strangeName());
    switch (file.kind) {
    case FolderNames::FileKind::Regular:
        break;
    case FolderNames::FileKind::Other:
        return rejected(place, tr("is not a regular file"));
    case FolderNames::FileKind::DeadLink:
        return rejected(place, tr("is a link to nothing"));
    }
    const auto url = QUrl::fromLocalFile(QString::fromStdString(m_folder + place));
    return ListEntry{0, ListRow{url.toString(QUrl::FullyEncoded), {}}, QString::fromStdString(place)};
}

Result<std::unique_ptr<ListReader>> openFolder(const QString &path, std::stop_token stop)
{
    auto reader = std::make_unique<FolderReader>(withSlash(path), std::nullopt, std::move(stop));
    if (const auto opened = reader->open(); !opened)
        return Error{ErrorKind::Input, QStringLiteral("%1: %2.").arg(path, opened.error().message)};
    return std::unique_ptr<ListReader>(std::move(reader));
}

Result<std::unique_ptr<ListReader>> openGlob(const QString &pattern, std::stop_token stop)
{
    const GlobPattern glob(pattern);
    const auto nothing = Error{ErrorKind::Input, tr("No file matches %1.").arg(pattern)};
    if (!QFileInfo(withSlash(glob.folder())).isDir())
        return nothing;
    auto reader = std::make_unique<FolderReader>(withSlash(glob.folder()), glob, std::move(stop));
    if (const auto opened = reader->open(); !opened)
        return Error{ErrorKind::Input, QStringLiteral("%1: %2.").arg(pattern, opened.error().message)};
    if (!reader->lookAhead())
        return nothing;
    return std::unique_ptr<ListReader>(std::move(reader));
}

} // namespace sluice
