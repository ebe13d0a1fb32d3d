// A run as charts see it: known numbers, second by second.
#pragma once

#include "core/seriespoint.h"

#include <vector>

namespace sluice::test {

inline constexpr WallTime storyBegins{std::chrono::hours(24 * 365 * 50)};

/// 64 wanted, 16 of them in flight under a limit of 64; the rest wait for their host. At second 30 somebody raises the
/// limit per host to 32. Every tenth second one attempt times out.
inline std::vector<SeriesPoint> runStory(int length)
{
    using namespace std::chrono_literals;
    std::vector<SeriesPoint> points;
    for (int i = 0; i < length; ++i) {
        const int inFlight = i < 30 ? 16 : 32;
        SeriesPoint point;
        point.run = 7;
        point.second = storyBegins + std::chrono::seconds(i);
        point.finished = inFlight * 5;
        point.failed = i % 10 == 9 ? 1 : 0;
        point.errors[static_cast<size_t>(ErrorKind::TimeoutIdle)] = point.failed;
        point.inFlight = inFlight;
        point.limit = 64;
        point.wanted = 64;
        point.waiting = 64 - inFlight;
        point.cpu = 0.5;
        point.cpuSlots = 4;
        point.cpuBusy = 1;
        point.loopLag = i == 12 ? 80 : 2;
        point.windowLag = 4;
        point.firstByte = {100, 150, double(200 + i % 7)};
        point.total = {120, 180, 260};
        point.waits.add(WaitReason::HostSlot, (64 - inFlight) * 1s);
        point.waits.add(WaitReason::FirstByte, inFlight * 750ms);
        point.waits.add(WaitReason::Body, inFlight * 250ms);
        if (i == 30)
            point.mark = QStringLiteral("per host 16 → 32 (you)");
        points.push_back(point);
    }
    return points;
}

inline WallTime storyEnd(int length)
{
    return storyBegins + std::chrono::seconds(length);
}

} // namespace sluice::test
