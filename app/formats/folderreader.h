// The files of a folder as a list.
#pragma once

#include "formats/foldernames.h"
#include "formats/globpattern.h"
#include "formats/listreader.h"

#include <stop_token>

namespace sluice {

/// Every file below a folder, as a file:// address whatever its name: the files of a folder by name, then its folders
/// by name. Holds the names of one folder at a time, and those of the folders still to come beside it. Hidden files
/// and folders are passed over, links to folders too. What is no regular file, has a name that is not UTF-8, or
/// cannot be read is an entry with an error of kind Input and its path as the place. Ends early when told to stop.
Result<std::unique_ptr<ListReader>> openFolder(const QString &path, std::stop_token stop = {});

/// The files that a pattern means (GlobPattern), in the same order. Looks for the first one: none is an error.
Result<std::unique_ptr<ListReader>> openGlob(const QString &pattern, std::stop_token stop = {});

class FolderReader final : public ListReader
{
public:
    /// `folder` is absolute and ends with a slash. Without a pattern it is every file.
    FolderReader(const QString &folder, std::optional<GlobPattern> pattern, std::stop_token stop);

    /// Reads the topmost folder.
    Result<void> open();
    /// Whether there will be an entry.
    bool lookAhead();

    std::optional<ListEntry> next() override;
    QStringList extraColumns() const override { return {}; }
    qint64 bytesRead() const override { return 0; }

private:
    struct Level
    {
        std::string path{}; ///< below m_folder, with the slash
        FolderNames names{};
        GlobPattern::Places places{};
        size_t file = 0;
        size_t folder = 0;
    };

    Result<void> enter(const std::string &path, const GlobPattern::Places &places);
    std::optional<ListEntry> enterNext(Level &level);
    std::optional<ListEntry> entryOf(const Level &level, const FolderNames::File &file) const;

    std::string m_folder;
    std::optional<GlobPattern> m_pattern;
    std::stop_token m_stop;
    std::vector<Level> m_levels;
    std::optional<ListEntry> m_ahead;
};

} // namespace sluice
