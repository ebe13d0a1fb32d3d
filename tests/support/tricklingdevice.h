// A sequential device that has what a test gives it.
#pragma once

#include <QIODevice>

#include <cstring>

namespace sluice::test {

/// Like a socket: nothing to read is not the end, end() is.
class TricklingDevice final : public QIODevice
{
public:
    TricklingDevice() { open(QIODevice::ReadOnly | QIODevice::Unbuffered); }

    void give(const QByteArray &bytes)
    {
        m_bytes += bytes;
        Q_EMIT readyRead();
    }
    void end()
    {
        m_ended = true;
        Q_EMIT readChannelFinished();
    }
    qsizetype waiting() const { return m_bytes.size(); } ///< not yet read

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_bytes.size() + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const auto size = std::min<qint64>(maxSize, m_bytes.size());
        if (size == 0)
            return m_ended ? -1 : 0;
        std::memcpy(data, m_bytes.constData(), size_t(size));
        m_bytes.remove(0, size);
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    bool m_ended = false;
};

} // namespace sluice::test
