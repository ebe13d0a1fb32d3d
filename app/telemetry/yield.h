// What came out of a stretch of a run.
#pragma once

#include "core/duration.h"

#include <QtGlobal>

namespace sluice {

struct Yield
{
    qint64 ended = 0; ///< attempts
    Duration length{};
    Duration spent{}; ///< by all attempts in flight during the stretch, ended or not
    Duration took{};  ///< what those that ended had spent in flight, in it and before

    /// Attempts per second. Merely counted, it is off by what was half done at either end, which is much where answers
    /// are slow and come in waves. So it is what was spent, over what each took (Little's law), and off the count by no
    /// more than were in flight on average; or just the count, where nothing is known of times. 0 of no stretch.
    double perSecond() const;

    Yield &operator+=(const Yield &other);
};

} // namespace sluice
