// sluice-bench-meter: nanoseconds of counting for one job that is fetched in one piece, as the job's runner calls it.
#include "core/systemclock.h"
#include "telemetry/runmeter.h"

#include <chrono>
#include <cstdio>

using namespace sluice;

int main()
{
    constexpr int jobs = 2'000'000;
    constexpr int jobsASecond = 25'000;
    const SystemClock clock;
    RunMeter meter(&clock);
    AttemptSample sample;
    sample.bytes = 1024;
    const auto begun = std::chrono::steady_clock::now();
    for (int i = 0; i < jobs; ++i) {
        sample.firstByte = Duration(1'000 + i % 1'000);
        sample.latency = sample.firstByte + Duration(50);
        sample.waits = {};
        sample.waits.add(WaitReason::FirstByte, sample.firstByte);
        sample.waits.add(WaitReason::Body, Duration(50));
        meter.admitted();
        meter.bytesReceived(sample.bytes);
        meter.attemptEnded(sample);
        meter.jobEnded(Outcome::Succeeded);
        meter.left();
        if (i % jobsASecond == 0)
            meter.endSecond({});
    }
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - begun;
    if (meter.summary().succeeded != jobs)
        return 1;
    std::printf("%.0f\n", took.count() / jobs);
    return 0;
}
