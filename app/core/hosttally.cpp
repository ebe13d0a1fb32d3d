#include "core/hosttally.h"

#include <algorithm>

namespace sluice {

void HostTally::add(const HostSample &sample)
{
    ++m_attempts;
    m_bytes += sample.bytes;
    m_waits += sample.waits;
    if (sample.outcome == Outcome::Cancelled)
        return;
    if (sample.outcome == Outcome::Failed) {
        ++m_failed;
        if (sample.error)
            ++m_errors[static_cast<size_t>(*sample.error)];
    }
    if (sample.firstByte <= Duration::zero())
        return;
    ++m_answered;
    m_reused += sample.reused ? 1 : 0;
    m_firstByte.record(sample.firstByte);
    if (!sample.httpVersion.isEmpty() && m_httpVersion != sample.httpVersion)
        m_httpVersion = sample.httpVersion;
}

void HostTally::describe(HostRow *row) const
{
    row->attempts = m_attempts;
    row->failed = m_failed;
    row->answered = m_answered;
    row->reused = m_reused;
    row->bytes = m_bytes;
    row->firstByteP50 = m_firstByte.percentile(50);
    row->firstByteP99 = m_firstByte.percentile(99);
    row->httpVersion = m_httpVersion;
    std::copy(m_errors.begin(), m_errors.end(), row->errors.begin());
    row->waits = m_waits;
}

} // namespace sluice
