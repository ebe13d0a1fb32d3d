#include "scheduling/spillsink.h"

#include <QCoreApplication>

namespace sluice {

Error SpillSink::diskFault() const
{
    return {
        ErrorKind::Storage,
        QCoreApplication::translate("SpillSink", "cannot write %1: %2").arg(m_file.fileName(), m_file.errorString())};
}

Result<void> SpillSink::write(QByteArrayView chunk)
{
    if (!m_file.isOpen() && m_body.data.size() + chunk.size() <= m_mostInMemory) {
        m_body.data.append(chunk);
        return success();
    }
    if (!m_file.isOpen()) {
        m_body.file = newScratchPath(m_scratchFolder);
        m_body.scratch = std::make_shared<const ScratchFile>(m_body.file);
        m_file.setFileName(m_body.file);
        const auto before = std::exchange(m_body.data, {});
        if (!m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered) ||
            m_file.write(before) != before.size())
            return diskFault();
    }
    if (m_file.write(chunk.data(), chunk.size()) != chunk.size())
        return diskFault();
    return success();
}

Result<Body> SpillSink::take(const QString &contentType)
{
    m_file.close();
    m_body.contentType = contentType;
    return std::move(m_body);
}

} // namespace sluice
