// What a step works on: bytes in memory, or a file.
#pragma once

#include "files/scratchfolder.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace sluice {

/// Either `file` names a complete file on disk, or `data` holds the bytes. Nobody writes to the file of a body: the
/// same one may be kept, hashed and sent to a child process.
struct Body
{
    QByteArray data{};
    QString file{};
    QString contentType{};                        ///< as the server said; empty when unknown
    std::shared_ptr<const ScratchFile> scratch{}; ///< set when `file` is a scratch file: keeps it alive

    bool isFile() const { return !file.isEmpty(); }
};

} // namespace sluice
