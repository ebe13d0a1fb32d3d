// What a step works on: bytes in memory, or a file.
#pragma once

#include <QByteArray>
#include <QString>

namespace sluice {

/// Either `file` names a complete file on disk, or `data` holds the bytes.
struct Body
{
    QByteArray data;
    QString file;
    QString contentType; ///< as the server said; empty when unknown

    bool isFile() const { return !file.isEmpty(); }
};

} // namespace sluice
