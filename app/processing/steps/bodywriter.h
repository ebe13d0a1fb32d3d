// A new body, written piece by piece.
#pragma once

#include "files/newfile.h"
#include "processing/step.h"

#include <optional>

namespace sluice {

/// Holds the bytes in memory while they are few, then in a scratch file; nothing of it stays unless take() was called.
/// Errors are of kind Storage.
class BodyWriter
{
public:
    static constexpr qsizetype mostInMemory = 4 << 20;

    explicit BodyWriter(QString scratchFolder) : m_scratchFolder(std::move(scratchFolder)) {}

    Result<void> write(QByteArrayView piece);

    /// The complete body; once.
    Body take(const QString &contentType);

private:
    Result<void> moveToFile();

    QString m_scratchFolder;
    Body m_body;
    std::optional<NewFile> m_file;
};

} // namespace sluice
