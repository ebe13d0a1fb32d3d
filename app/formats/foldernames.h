// What one folder holds.
#pragma once

#include "core/result.h"

#include <string>
#include <vector>

namespace sluice {

/// Bytes of names, as the file system has them, each kind sorted by them: the order is the same everywhere.
struct FolderNames
{
    enum class FileKind { Regular, Other, DeadLink }; ///< Regular: also where a link leads to one
    struct File
    {
        std::string name;
        FileKind kind = FileKind::Regular;
    };

    std::vector<File> files;
    std::vector<std::string> folders; ///< without links to folders: they may lead in circles
};

/// Reads it at once and closes it: about 80 bytes of memory a name. Errors, of kind Input, are words that fit after
/// "PATH: ".
Result<FolderNames> readFolder(const std::string &path);

} // namespace sluice
