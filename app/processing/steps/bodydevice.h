// A body as a device to read from.
#pragma once

#include "async/canceltoken.h"
#include "processing/body.h"

#include <QFile>
#include <QIODevice>

namespace sluice {

/// Random access to the bytes of a body, in memory or on disk. Once the token is cancelled every read fails:
/// the way to stop a decoder that knows nothing of tokens. Must not outlive the body.
class BodyDevice final : public QIODevice
{
public:
    BodyDevice(const Body &body, CancelToken token);

    /// Opens for reading; errorString() says why not.
    bool openForReading();
    /// Someone asked for more after the last byte: for a decoder, the sign that the data is cut short.
    bool wasReadPastEnd() const { return m_readPastEnd; }
    void forgetReadPastEnd() { m_readPastEnd = false; }

    qint64 size() const override;
    bool seek(qint64 position) override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const Body &m_body;
    CancelToken m_token;
    QFile m_file;
    qint64 m_position = 0;
    bool m_readPastEnd = false;
};

} // namespace sluice
