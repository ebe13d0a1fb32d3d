#pragma once

#include "telemetry/firstanswers.h"
#include "telemetry/runmeter.h"

namespace sluice {

/// What a verdict is drawn from, over one second or a whole run. Private to telemetry.
struct Tally
{
    Duration wall{};
    Duration inFlightTime{};  ///< ∫ in flight · dt: the mean is this over wall
    Duration waitingTime{};   ///< of wall: seconds at whose end more jobs were waiting
    Duration engineCpu{};     ///< processor time of the engine thread
    Duration endedTime{};     ///< of wall, as waitingTime: the list had ended,
    Duration importingTime{}; ///< one was being read,
    Duration behindTime{};    ///< the project file was behind
    Duration cpu{};           ///< processor time of the process
    Duration late{};          ///< the engine's event loop was kept from its next turn
    double worstLagMs = 0;
    WaitTimes waits;
    qint64 attempts = 0;
    Duration took{};     ///< by these, in flight
    qint64 finished = 0; ///< with quantiles
    qint64 failed = 0;   ///< of attempts
    qint64 refused = 0;
    qint64 tooMany = 0;  ///< of these, with 429
    Quantiles firstByte; ///< over several seconds: the mean of theirs, by what finished in each
    Quantiles total;
    AnswerPaces paces;
    std::vector<StepTime> steps;
    std::vector<HostShare> hosts; ///< inFlight and waiting in seconds: means are these over wall

    void addRefusal(const QString &host);
    double meanInFlight() const;
    Yield yield() const;

    Tally &operator+=(const Tally &other);
};

/// What steps took since an earlier reading; `longest` is not known of it: zero.
std::vector<StepTime> newSteps(const std::vector<StepTime> &now, const std::vector<StepTime> &before);

/// Means of the tally, limits of the reading.
VerdictInput verdictInput(const Tally &tally, const GaugeReading &gauges);

} // namespace sluice
