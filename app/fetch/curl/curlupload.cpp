#include "fetch/curl/curlupload.h"

#include <QCoreApplication>

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace sluice {

namespace {

/// Several times what libcurl takes at once (64 KiB), for one turn of the event loop is needed to fill it again.
constexpr qsizetype aheadBytes = 256 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("CurlUpload", text);
}

qint64 sizeOf(QIODevice *device, qint64 declared)
{
    if (declared >= 0)
        return declared;
    return device->isSequential() ? -1 : device->size() - device->pos();
}

} // namespace

CurlUpload::CurlUpload(QIODevice *device, qint64 declaredSize)
    : m_device(device)
    , m_rewindable(!device->isSequential())
    , m_start(m_rewindable ? device->pos() : 0)
    , m_size(sizeOf(device, declaredSize))
{
}

size_t CurlUpload::give(char *to, size_t room)
{
    if (!m_fault.isEmpty())
        return CURL_READFUNC_ABORT;
    const auto size = m_goBackFirst ? 0 : std::min<qsizetype>(m_ahead.size() - m_taken, qsizetype(room));
    if (size == 0) {
        if (m_complete && !m_goBackFirst)
            return 0;
        m_libcurlWaits = true;
        return CURL_READFUNC_PAUSE;
    }
    std::memcpy(to, m_ahead.constData() + m_taken, size_t(size));
    m_taken += size;
    m_given += size;
    return size_t(size);
}

bool CurlUpload::startAgain()
{
    if (m_read == 0)
        return true;
    m_goBackFirst = m_rewindable && m_device;
    m_given = 0;
    return m_goBackFirst;
}

bool CurlUpload::feed()
{
    if (m_reading) // the device told of its bytes while it was being read
        return false;
    m_reading = true;
    if (std::exchange(m_goBackFirst, false))
        goBack();
    readAhead();
    m_reading = false;
    const bool mayGoOn = m_taken < m_ahead.size() || m_complete || !m_fault.isEmpty();
    return mayGoOn && std::exchange(m_libcurlWaits, false);
}

void CurlUpload::noteClosing()
{
    m_deviceEnded = true;
    if (m_reading || m_complete || !m_fault.isEmpty() || !m_device)
        return;
    const auto left = m_device->bytesAvailable();
    if (m_size < 0 && left > aheadBytes - (m_ahead.size() - m_taken)) {
        m_fault = tr("The data to send were closed with %1 bytes unread").arg(left);
    } else if (m_size < 0) {
        m_reading = true;
        readRest();
        m_reading = false;
    }
}

void CurlUpload::goBack()
{
    m_ahead.clear();
    m_taken = 0;
    m_read = 0;
    m_complete = false;
    // reset() where it will do: a multipart's device knows no other way back.
    if (!m_device || !(m_start == 0 ? m_device->reset() : m_device->seek(m_start)))
        m_fault = tr("The data to send cannot be read a second time");
}

void CurlUpload::readAhead()
{
    if (m_ahead.size() - m_taken <= aheadBytes / 2)
        readRest();
}

void CurlUpload::readRest()
{
    if (m_complete || !m_fault.isEmpty())
        return;
    if (!m_device) {
        m_fault = tr("The data to send are gone");
        return;
    }
    m_ahead.remove(0, std::exchange(m_taken, 0));
    const auto kept = m_ahead.size();
    const auto room = m_size < 0 ? aheadBytes - kept : std::min<qint64>(aheadBytes - kept, m_size - m_read);
    if (room > 0) {
        m_ahead.resize(kept + room);
        const auto size = m_device->isReadable() ? m_device->read(m_ahead.data() + kept, room) : -1;
        m_ahead.resize(kept + std::max<qint64>(0, size));
        m_read += std::max<qint64>(0, size);
        m_complete = size < 0 || (size == 0 && (m_deviceEnded || m_rewindable));
    }
    if (m_complete && m_read < m_size)
        m_fault = tr("The data to send end too early (%1 of %2 bytes)").arg(m_read).arg(m_size);
    m_complete = m_complete || m_read == m_size;
}

} // namespace sluice
