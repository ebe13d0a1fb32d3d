#pragma once

#include "fetch/fetchtypes.h"

#include <optional>

namespace sluice {

/// The deadlines of one request and what has been seen of it. Arithmetic only.
///
/// Before the request was sent the connect deadline counts; until the response begins the total one (or, if
/// there is none, the idle one); after that idle, from one arrival of bytes to the next, and the total one.
class RequestDeadlines
{
public:
    RequestDeadlines(const FetchDeadlines &limits, TimePoint start) : m_limits(limits), m_start(start), m_last(start) {}

    void noteSent(TimePoint now);
    void noteBytes(TimePoint now);

    bool isSent() const { return m_phase != Phase::Connecting; }
    /// The earliest moment at which a deadline can have passed; TimePoint::max() when none is set.
    TimePoint next() const;
    /// The deadline that has passed, named.
    std::optional<Error> passed(TimePoint now) const;

private:
    enum class Phase : quint8 { Connecting, Waiting, Receiving };
    Duration waitingLimit() const;

    FetchDeadlines m_limits;
    TimePoint m_start;
    TimePoint m_last;
    Phase m_phase = Phase::Connecting;
};

} // namespace sluice
