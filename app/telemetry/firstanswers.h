// Whether servers answer as soon as when nobody stood in line yet.
#pragma once

#include "core/clock.h"
#include "core/hostkey.h"

#include <array>

namespace sluice {

/// Of one host, over a stretch.
struct AnswerPace
{
    qint64 count = 0;
    Duration shortest{}; ///< of `count`; zero of none

    void add(Duration latency);
    AnswerPace &operator+=(const AnswerPace &other);
};

inline constexpr size_t pacedHosts = 8;
using AnswerPaces = std::array<AnswerPace, pacedHosts + 1>; ///< the last is of all other hosts

/// The first answers of the first few hosts of a run: those to requests that were made before any answer had come, of
/// which at least the first ones found no line. Private to telemetry; not thread-safe.
class FirstAnswers
{
public:
    /// A request was answered with success, now, after so long. Counted among `paces`, unless it was one of the first.
    void add(const HostKey &host, Duration latency, TimePoint now, AnswerPaces *paces);

    /// By which part of its time the shortest answer is longer than the shortest of the first ones, 0..1: the mean of
    /// hosts, by answers. A host counts with 0 until there are as many answers as first ones, and ten: fewer may all
    /// have been long by chance. It is the shortest, for answers of different kinds differ without a line, but the
    /// quickest kind keeps its time; where the line is never empty even they wait.
    double lineShare(const AnswerPaces &paces) const;

private:
    struct Host
    {
        HostKey host;
        TimePoint firstEnded;
        AnswerPace first;
    };
    std::array<Host, pacedHosts> m_hosts{};
    size_t m_known = 0;
};

} // namespace sluice
