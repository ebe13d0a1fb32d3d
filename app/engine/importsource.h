// Where addresses come from.
#pragma once

#include "core/result.h"
#include "formats/listreader.h"

#include <QString>

#include <stop_token>

namespace sluice {

/// A list in a file, as text or on standard input; one address or local file as it stands; or files to process: all of
/// a folder, or those that a pattern means.
struct ImportSource
{
    enum class Kind { ListFile, Text, Stdin, Address, Folder, Glob };
    Kind kind = Kind::Address;
    QString text; ///< the file name, the pasted text, the address, the folder or the pattern

    /// What a person gave on a command line or dropped on the window: "-", an address, a list, a file to process, a
    /// folder or a pattern. Looks at the disk: what exists is not taken for a pattern.
    static ImportSource of(const QString &argument);

    bool isFolder() const { return kind == Kind::Folder || kind == Kind::Glob; }
    QString name() const; ///< for messages: "list.csv", "-", "pasted text"

    /// Standard input, folders and patterns end early when told to stop.
    Result<std::unique_ptr<ListReader>> open(ListOptions options, std::stop_token stop = {}) const;
};

} // namespace sluice
