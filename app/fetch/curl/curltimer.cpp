#include "fetch/curl/curltimer.h"

#include <sys/timerfd.h>
#include <unistd.h>

#include <cstdint>

namespace sluice {

CurlTimer::CurlTimer() : m_descriptor(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC)) {}

CurlTimer::~CurlTimer()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void CurlTimer::startWithin(std::chrono::milliseconds span)
{
    m_wanted = std::chrono::steady_clock::now() + span;
    if (m_wanted < m_armed)
        arm(m_wanted);
}

void CurlTimer::stop()
{
    m_wanted = Moment::max();
}

bool CurlTimer::takeExpired()
{
    std::uint64_t expirations = 0;
    [[maybe_unused]] const auto size = ::read(m_descriptor, &expirations, sizeof expirations);
    m_armed = Moment::max();
    if (m_wanted == Moment::max())
        return false;
    if (m_wanted > std::chrono::steady_clock::now()) {
        arm(m_wanted);
        return false;
    }
    m_wanted = Moment::max();
    return true;
}

void CurlTimer::arm(Moment moment)
{
    using namespace std::chrono;
    m_armed = moment;
    const auto sinceBoot = moment.time_since_epoch();
    const auto whole = duration_cast<std::chrono::seconds>(sinceBoot);
    itimerspec setting{};
    setting.it_value.tv_sec = whole.count();
    setting.it_value.tv_nsec = duration_cast<nanoseconds>(sinceBoot - whole).count();
    ::timerfd_settime(m_descriptor, TFD_TIMER_ABSTIME, &setting, nullptr);
}

} // namespace sluice
