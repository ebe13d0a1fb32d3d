// A device that gives little at a time, and may fail on the way.
#pragma once

#include <QIODevice>

namespace sluice::test {

class StubbornDevice final : public QIODevice
{
public:
    /// Gives `data` in pieces of at most `piece` bytes, then fails if `fails`, else ends.
    StubbornDevice(const QByteArray &data, qint64 piece, bool fails) : m_data(data), m_piece(piece), m_fails(fails)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *to, qint64 maxSize) override
    {
        const auto count = qMin(qMin(m_piece, maxSize), m_data.size() - m_given);
        if (count == 0 && maxSize > 0 && m_fails) {
            setErrorString(QStringLiteral("the cable was pulled"));
            return -1;
        }
        std::copy_n(m_data.constData() + m_given, count, to);
        m_given += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_data;
    qint64 m_piece;
    bool m_fails;
    qint64 m_given = 0;
};

} // namespace sluice::test
