#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QPointer>
#include <QString>

namespace sluice {

/// The body of a request on its way out. libcurl is given what was read from the device beforehand, outside
/// libcurl, by feed(): a device may run any code when it is read. Sent is what lies from the device's position on.
class CurlUpload
{
public:
    /// Of a device that is sequential the size is what the caller says, -1 for "to its end".
    CurlUpload(QIODevice *device, qint64 declaredSize);

    /// -1: not known beforehand.
    qint64 size() const { return m_size; }
    qint64 given() const { return m_given; }

    // Inside libcurl:
    /// Bytes given, 0 at the end, or one of libcurl's CURL_READFUNC_... numbers.
    size_t give(char *to, size_t room);
    /// From the beginning again; false where the device cannot go back.
    bool startAgain();

    // Outside:
    /// Reads ahead. True when libcurl has been waiting for this.
    bool feed();
    /// What a device that gives nothing now will never give.
    void noteEndOfDevice() { m_deviceEnded = true; }
    /// The device is open for the last time: a closed one that was not read to its end has failed, not ended.
    void noteClosing();
    /// Why no more can be given; empty when all is well.
    const QString &fault() const { return m_fault; }

private:
    void goBack();
    void readAhead();
    void readRest();

    QPointer<QIODevice> m_device;
    bool m_rewindable;
    bool m_deviceEnded = false;
    qint64 m_start;
    qint64 m_size;
    QByteArray m_ahead; ///< read and not yet given, from m_taken on
    qsizetype m_taken = 0;
    qint64 m_read = 0;
    qint64 m_given = 0;
    bool m_complete = false;
    bool m_libcurlWaits = false;
    bool m_goBackFirst = false;
    bool m_reading = false;
    QString m_fault;
};

} // namespace sluice
