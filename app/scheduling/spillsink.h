// A body that steps will work on: in memory while it is small, else in a file.
#pragma once

#include "fetch/bodysink.h"
#include "processing/body.h"

#include <QFile>

namespace sluice {

/// Beyond `mostInMemory` bytes everything goes to a scratch file. Errors are of kind Storage.
class SpillSink final : public BodySink
{
public:
    SpillSink(qint64 mostInMemory, QString scratchFolder)
        : m_mostInMemory(mostInMemory), m_scratchFolder(std::move(scratchFolder))
    {
    }

    Result<void> write(QByteArrayView chunk) override;
    /// Once, when all is written.
    Result<Body> take(const QString &contentType);

private:
    Error diskFault() const;

    qint64 m_mostInMemory;
    QString m_scratchFolder;
    Body m_body;
    QFile m_file;
};

} // namespace sluice
