#pragma once

#include <chrono>

namespace sluice {

/// A timerfd for "call me at the latest then", cheap to postpone: it is armed again only for an earlier
/// moment, so it may fire early and must then be asked whether the moment has come.
class CurlTimer
{
public:
    CurlTimer();
    ~CurlTimer();
    CurlTimer(const CurlTimer &) = delete;
    CurlTimer &operator=(const CurlTimer &) = delete;

    int descriptor() const { return m_descriptor; }

    void startWithin(std::chrono::milliseconds span);
    void stop();

    /// After the descriptor became readable: true when the moment has come (the timer is stopped then),
    /// false when it was put off meanwhile (it is armed again).
    bool takeExpired();

private:
    using Moment = std::chrono::steady_clock::time_point;
    void arm(Moment moment);

    int m_descriptor;
    Moment m_wanted = Moment::max();
    Moment m_armed = Moment::max();
};

} // namespace sluice
