#include "processing/steps/bodydevice.h"

namespace sluice {

BodyDevice::BodyDevice(const Body &body, CancelToken token) : m_body(body), m_token(std::move(token)), m_file(body.file)
{
}

bool BodyDevice::openForReading()
{
    if (m_body.isFile() && !m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        setErrorString(m_file.errorString());
        return false;
    }
    // unbuffered: reading ahead would look like reading past the end
    return open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 BodyDevice::size() const
{
    return m_body.isFile() ? m_file.size() : m_body.data.size();
}

bool BodyDevice::seek(qint64 position)
{
    if (position < 0 || position > size() || (m_body.isFile() && !m_file.seek(position)))
        return false;
    m_position = position;
    return QIODevice::seek(position);
}

qint64 BodyDevice::readData(char *data, qint64 maxSize)
{
    if (m_token.isCancelled())
        return -1;
    qint64 count = 0;
    if (m_body.isFile()) {
        count = m_file.read(data, maxSize);
        if (count < 0)
            setErrorString(m_file.errorString());
    } else {
        count = std::min<qint64>(maxSize, m_body.data.size() - m_position);
        std::copy_n(m_body.data.constData() + m_position, count, data);
    }
    if (count == 0 && maxSize > 0)
        m_readPastEnd = true;
    m_position += std::max<qint64>(count, 0);
    return count;
}

} // namespace sluice
