#include "formats/tablefile.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>

#include <unistd.h>

namespace sluice {

namespace {

constexpr qsizetype writeAtOnce = 256 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("TableFile", text);
}

} // namespace

TableFile::TableFile(const QString &fileName) : m_fileName(fileName), m_part(fileName + QLatin1StringView(".part"))
{
    m_buffer.reserve(writeAtOnce * 2);
}

TableFile::~TableFile()
{
    if (m_part.isOpen())
        m_part.remove();
}

Result<void> TableFile::open()
{
    if (QFileInfo(m_fileName).isDir())
        return failed(tr("it is a folder"));
    m_part.remove(); // of a run that was killed
    if (!m_part.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered))
        return failed(m_part.errorString());
    return success();
}

Result<void> TableFile::flushIfLarge()
{
    return m_buffer.size() < writeAtOnce ? success() : flush();
}

Result<void> TableFile::flush()
{
    qsizetype written = 0;
    while (written < m_buffer.size()) {
        const auto count = m_part.write(m_buffer.constData() + written, m_buffer.size() - written);
        if (count <= 0)
            return failed(m_part.errorString());
        written += count;
    }
    m_buffer.resize(0);
    return success();
}

Result<void> TableFile::commit()
{
    if (const auto flushed = flush(); !flushed)
        return flushed;
    if (::fsync(m_part.handle()) != 0)
        return failed(qt_error_string(errno));
    if (std::rename(QFile::encodeName(m_part.fileName()).constData(), QFile::encodeName(m_fileName).constData()) != 0)
        return failed(qt_error_string(errno));
    m_part.close();
    return success();
}

Error TableFile::failed(const QString &reason) const
{
    return {ErrorKind::Storage,
            tr("“%1” cannot be written: %2. Make room there or choose another place.").arg(m_fileName, reason)};
}

} // namespace sluice
