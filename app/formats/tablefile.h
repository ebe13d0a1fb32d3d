// A file that appears whole or not at all.
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QFile>

namespace sluice {

/// Writes NAME.part, flushes it to the disk and renames it over NAME. Destroyed before commit(), it removes the part.
class TableFile
{
public:
    explicit TableFile(const QString &fileName);
    ~TableFile();
    Q_DISABLE_COPY_MOVE(TableFile)

    Result<void> open();
    /// What is appended here is written by flushIfLarge() and commit().
    QByteArray &buffer() { return m_buffer; }
    Result<void> flushIfLarge();
    Result<void> commit();

private:
    Result<void> flush();
    Error failed(const QString &reason) const;

    QString m_fileName;
    QFile m_part;
    QByteArray m_buffer;
};

} // namespace sluice
