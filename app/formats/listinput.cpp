#include "formats/listinput.h"

#include "formats/archivedevice.h"

#include <cstring>
#include <utility>

namespace sluice {

ListInput::ListInput(std::unique_ptr<QIODevice> device) : m_device(std::move(device))
{
    if (!ArchiveDevice::isCompressed(peek(ArchiveDevice::magicSize)))
        return;
    auto archive = std::make_unique<ArchiveDevice>(std::move(m_device), std::exchange(m_ahead, {}));
    m_archive = archive.get();
    m_device = std::move(archive);
}

ListInput::~ListInput() = default;
ListInput::ListInput(ListInput &&) noexcept = default;
ListInput &ListInput::operator=(ListInput &&) noexcept = default;

QByteArrayView ListInput::peek(qsizetype size)
{
    while (m_ahead.size() < size) {
        const auto have = m_ahead.size();
        m_ahead.resize(size);
        const auto count = m_device->read(m_ahead.data() + have, size - have);
        m_ahead.resize(have + qMax<qint64>(count, 0));
        if (count <= 0)
            break; // a failure comes again when it is read
    }
    return m_ahead;
}

qint64 ListInput::read(char *data, qint64 maxSize)
{
    qint64 count = 0;
    if (m_ahead.isEmpty()) {
        count = m_device->read(data, maxSize);
    } else {
        count = qMin<qint64>(maxSize, m_ahead.size());
        std::memcpy(data, m_ahead.constData(), static_cast<size_t>(count));
        m_ahead.remove(0, count);
    }
    m_taken += qMax<qint64>(count, 0);
    return count;
}

QString ListInput::failure() const
{
    return m_device->errorString();
}

qint64 ListInput::bytesRead() const
{
    return m_archive ? m_archive->compressedBytes() : m_taken;
}

} // namespace sluice
