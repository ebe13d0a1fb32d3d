#include "processing/steps/bodywriter.h"

#include <QCoreApplication>

namespace sluice {

Result<void> BodyWriter::write(QByteArrayView piece)
{
    if (!m_file && m_body.data.size() + piece.size() <= mostInMemory) {
        m_body.data.append(piece);
        return success();
    }
    if (!m_file) {
        if (const auto moved = moveToFile(); !moved)
            return moved;
    }
    return m_file->write(piece);
}

Body BodyWriter::take(const QString &contentType)
{
    m_file.reset();
    m_body.contentType = contentType;
    return std::move(m_body);
}

Result<void> BodyWriter::moveToFile()
{
    if (m_scratchFolder.isEmpty())
        return Error{ErrorKind::Storage,
                     QCoreApplication::translate(
                         "BodyWriter", "what the step makes is larger than %1 MiB, and there is no folder for it")
                         .arg(mostInMemory >> 20)};
    auto file = NewFile::create(newScratchPath(m_scratchFolder));
    if (!file)
        return file.error();
    m_file = std::move(file).value();
    m_body.file = m_file->path();
    m_body.scratch = std::make_shared<const ScratchFile>(m_body.file);
    return m_file->write(std::exchange(m_body.data, {}));
}

} // namespace sluice
