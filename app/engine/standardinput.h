#pragma once

#include <QIODevice>

#include <stop_token>

namespace sluice {

/// Standard input, read without ever blocking longer than a tenth of a second past a request to stop: reading then
/// ends with an error. For one reader on any thread.
class StandardInput final : public QIODevice
{
public:
    explicit StandardInput(std::stop_token stop);

    bool isSequential() const override { return true; }
    bool atEnd() const override { return m_ended && QIODevice::bytesAvailable() == 0; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    std::stop_token m_stop;
    bool m_ended = false;
};

} // namespace sluice
