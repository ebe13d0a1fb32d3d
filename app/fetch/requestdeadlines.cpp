#include "fetch/requestdeadlines.h"

#include <QCoreApplication>

#include <algorithm>

namespace sluice {

namespace {

TimePoint after(TimePoint from, Duration limit)
{
    return limit > Duration::zero() ? from + limit : TimePoint::max();
}

Error late(ErrorKind kind, const char *sentence, Duration limit)
{
    const auto span = QString::number(seconds(limit), 'g', 4);
    return {kind, QCoreApplication::translate("RequestDeadlines", sentence).arg(span)};
}

} // namespace

void RequestDeadlines::noteSent(TimePoint now)
{
    if (m_phase != Phase::Connecting)
        return;
    m_phase = Phase::Waiting;
    m_last = now;
}

void RequestDeadlines::noteBytes(TimePoint now)
{
    m_phase = Phase::Receiving;
    m_last = now;
}

Duration RequestDeadlines::waitingLimit() const
{
    return m_limits.total > Duration::zero() ? m_limits.total : m_limits.idle;
}

TimePoint RequestDeadlines::next() const
{
    const auto total = after(m_start, m_limits.total);
    switch (m_phase) {
    case Phase::Connecting:
        return std::min(total, after(m_start, m_limits.connect));
    case Phase::Waiting:
        return m_limits.total > Duration::zero() ? total : after(m_last, m_limits.idle);
    case Phase::Receiving:
        return std::min(total, after(m_last, m_limits.idle));
    }
    Q_UNREACHABLE();
}

std::optional<Error> RequestDeadlines::passed(TimePoint now) const
{
    if (now < next())
        return std::nullopt;
    const bool totalPassed = now >= after(m_start, m_limits.total);
    switch (m_phase) {
    case Phase::Connecting: {
        const bool connectPassed = now >= after(m_start, m_limits.connect);
        return late(ErrorKind::TimeoutConnect, QT_TRANSLATE_NOOP("RequestDeadlines", "No connection within %1 s"),
                    connectPassed ? m_limits.connect : m_limits.total);
    }
    case Phase::Waiting:
        return late(ErrorKind::TimeoutFirstByte, QT_TRANSLATE_NOOP("RequestDeadlines", "No response within %1 s"),
                    waitingLimit());
    case Phase::Receiving:
        if (totalPassed)
            return late(ErrorKind::TimeoutAttempt, QT_TRANSLATE_NOOP("RequestDeadlines", "Not finished within %1 s"),
                        m_limits.total);
        return late(ErrorKind::TimeoutIdle, QT_TRANSLATE_NOOP("RequestDeadlines", "No data for %1 s"), m_limits.idle);
    }
    Q_UNREACHABLE();
}

} // namespace sluice
