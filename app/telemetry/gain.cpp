#include "telemetry/gain.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sluice {

namespace {

constexpr double sameLevel = 1.15; // N within 15 % is one level
constexpr double apart = 1.25;
constexpr size_t enoughSeconds = 3;
constexpr double uncertainty = 0.15;
constexpr double neverEmptyFrom = 0.20; // of the shortest answers' time
constexpr double steps = 20;            // to one
constexpr double mostChance = 0.10;
constexpr double ninthTenth = 1.2816; // standard deviations above the mean, of a normal distribution
constexpr double mostEngine = 0.95;   // of the engine's thread

struct Level
{
    double logInFlight;
    double logPerSecond;
};

double medianOf(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// (p90 − p50) / p50, 0..1; nothing where it is not known.
std::optional<double> spreadOf(const Quantiles &latency)
{
    if (latency.p50 <= 0)
        return std::nullopt;
    return std::clamp((latency.p90 - latency.p50) / latency.p50, 0.0, 1.0);
}

/// Seconds at about the same N, by their medians.
std::vector<Level> levelsOf(std::vector<LoadSample> samples)
{
    std::ranges::sort(samples, {}, &LoadSample::inFlight);
    std::vector<Level> levels;
    for (size_t first = 0; first < samples.size();) {
        auto last = first;
        std::vector<double> inFlight;
        std::vector<double> perSecond;
        while (last < samples.size() && samples[last].inFlight <= samples[first].inFlight * sameLevel) {
            inFlight.push_back(samples[last].inFlight);
            perSecond.push_back(samples[last].perSecond);
            ++last;
        }
        const auto n = medianOf(inFlight);
        const auto x = medianOf(perSecond);
        if (inFlight.size() >= enoughSeconds && n > 0 && x > 0)
            levels.push_back({std::log(n), std::log(x)});
        first = last;
    }
    return levels;
}

} // namespace

Growth growthOf(const std::vector<LoadSample> &history)
{
    auto first = std::ranges::find_if(history, [](auto &sample) { return sample.perSecond > 0; });
    if (first != history.end())
        ++first; // what ended in it began before it
    const auto levels = levelsOf({first, history.end()});
    if (levels.size() < 2 || levels.back().logInFlight - levels.front().logInFlight < std::log(apart))
        return {};
    double n = 0;
    double x = 0;
    for (const auto &level : levels) {
        n += level.logInFlight / static_cast<double>(levels.size());
        x += level.logPerSecond / static_cast<double>(levels.size());
    }
    double both = 0;
    double square = 0;
    for (const auto &level : levels) {
        both += (level.logInFlight - n) * (level.logPerSecond - x);
        square += (level.logInFlight - n) * (level.logInFlight - n);
    }
    const auto k = both / square;
    const auto high = std::clamp(k + uncertainty, uncertainty, 1.0);
    return {std::clamp(k - uncertainty, 0.0, high), high, Growth::Source::History};
}

std::optional<double> queuedShare(const VerdictFacts &facts)
{
    const auto spread = spreadOf(facts.in.total);
    if (!spread)
        return std::nullopt;
    Duration own{};
    for (const auto reason :
         {WaitReason::CpuQueue, WaitReason::CpuRun, WaitReason::Child, WaitReason::Disk, WaitReason::Engine})
        own += facts.in.waits.of(reason);
    const auto ours = share(own, facts.inFlight);
    return ours + (1 - ours) * std::max(*spread, std::min(facts.in.lineShare, 1.0));
}

Growth growthOf(const VerdictFacts &facts)
{
    auto growth = growthOf(facts.in.history);
    const auto queued = queuedShare(facts);
    if (growth.source == Growth::Source::History || !queued)
        return growth;
    const auto low = 1 - std::log2(1 + *queued);
    growth.low = facts.group.kind == VerdictKind::Bandwidth ? std::min(low, growth.low) : low;
    growth.source = Growth::Source::Latencies;
    if (facts.in.lineShare >= neverEmptyFrom) {
        growth.low = 0;
        growth.source = Growth::Source::Line;
    }
    return growth;
}

double chanceIn(const VerdictFacts &facts)
{
    if (facts.in.attempts <= 0)
        return mostChance;
    const auto spread = spreadOf(facts.in.total);
    const auto variation = spread ? *spread / ninthTenth : 1;
    return std::clamp(2 * variation / std::sqrt(static_cast<double>(facts.in.attempts)), leastChance, mostChance);
}

GainRange gainOf(double placesLow, double placesHigh, const Growth &growth, double room, double chance)
{
    const auto most = std::max(1.0, std::min(std::pow(placesHigh, growth.high), room));
    const auto least = std::min(std::pow(placesLow, growth.low), most);
    const auto rounded = [](double gain, auto round) {
        return round(gain * steps) / steps;
    };
    return {rounded(least * (1 - chance) - 1, [](double x) { return std::floor(x + 1e-9); }),
            rounded(most * (1 + chance) - 1, [](double x) { return std::ceil(x - 1e-9); })};
}

double processorRoom(const VerdictInput &input)
{
    auto room = std::numeric_limits<double>::infinity();
    if (input.engineBusy > 0)
        room = std::min(room, mostEngine / input.engineBusy);
    if (input.cores > 0 && input.coresUsed > 0)
        room = std::min(room, input.cores / input.coresUsed);
    return room;
}

} // namespace sluice
