#include "telemetry/steadyverdict.h"

namespace sluice {

namespace {

bool saysTheSame(const Verdict &one, const Verdict &other)
{
    return one.kind == other.kind && one.host == other.host && one.step == other.step && one.limit == other.limit;
}

} // namespace

const Verdict &SteadyVerdict::take(const Verdict &fresh, TimePoint now)
{
    if (m_shown.kind == VerdictKind::None || saysTheSame(fresh, m_shown)) {
        m_shown = fresh;
        m_candidateSince.reset();
        return m_shown;
    }
    if (!m_candidateSince || !saysTheSame(fresh, m_candidate))
        m_candidateSince = now;
    m_candidate = fresh;
    if (now - *m_candidateSince >= m_patience) {
        m_shown = fresh;
        m_candidateSince.reset();
    }
    return m_shown;
}

} // namespace sluice
