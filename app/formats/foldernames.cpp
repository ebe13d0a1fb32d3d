#include "formats/foldernames.h"

#include <QCoreApplication>

#include <algorithm>
#include <filesystem>

namespace sluice {

namespace fs = std::filesystem;

namespace {

Error unreadable(const std::error_code &code)
{
    return {ErrorKind::Input, QCoreApplication::translate("FolderNames", "the folder cannot be read: %1")
                                  .arg(QString::fromLocal8Bit(code.message().c_str()))};
}

void add(FolderNames &names, const fs::directory_entry &entry)
{
    std::error_code code;
    auto name = entry.path().filename().native();
    const bool isLink = entry.is_symlink(code);
    const auto type = entry.status(code).type(); // of what a link leads to
    if (type != fs::file_type::directory) {
        const bool leadsNowhere = isLink && (code || type == fs::file_type::not_found);
        const auto kind = leadsNowhere                     ? FolderNames::FileKind::DeadLink
                          : type == fs::file_type::regular ? FolderNames::FileKind::Regular
                                                           : FolderNames::FileKind::Other;
        names.files.push_back({std::move(name), kind});
    } else if (!isLink) {
        names.folders.push_back(std::move(name));
    }
}

} // namespace

Result<FolderNames> readFolder(const std::string &path)
{
    std::error_code code;
    FolderNames names;
    fs::directory_iterator entry(path, code);
    for (; !code && entry != fs::directory_iterator(); entry.increment(code))
        add(names, *entry);
    if (code)
        return unreadable(code);
    std::sort(names.folders.begin(), names.folders.end());
    std::sort(names.files.begin(), names.files.end(),
              [](const auto &left, const auto &right) { return left.name < right.name; });
    return names;
}

} // namespace sluice
