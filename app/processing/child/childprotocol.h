// What goes over the pipes between the program and sluice-step: frames of a length and as many bytes. Both ends are of
// one build; nobody else speaks it.
#pragma once

#include "core/duration.h"
#include "processing/runsteps.h"

namespace sluice {

/// What a child may use. Its address space and the computing time of one body are limited by the system (setrlimit).
struct ChildLimits
{
    qint64 memoryBytes = qint64(1) << 30;
    Duration time = std::chrono::seconds(60);

    friend bool operator==(const ChildLimits &, const ChildLimits &) = default;
};

/// The first frame: what to do with all bodies that follow.
struct ChildSetup
{
    QByteArray steps{}; ///< a recipe as JSON
    StepFolders folders{};
    ChildLimits limits{};
};

/// One frame back for each body, in order.
struct ChildAnswer
{
    Result<void> state = success();
    bool sameBody = true; ///< the body is as it was: it was not sent back
    StepOutput made{};
    Duration ran{};
    std::vector<Duration> spent{}; ///< by step
};

QByteArray frameOf(const ChildSetup &setup);
/// A large body goes as a file of the scratch folder.
Result<QByteArray> frameOf(StepInput *input, const StepFolders &folders);
QByteArray frameOf(const ChildAnswer &answer);

/// Bytes of the first frame in a buffer, its head included; 0 while it is not complete.
qsizetype completeFrame(const QByteArray &buffer);

/// Of one complete frame. Empty when it is not one of that kind: the other end is not what it should be.
std::optional<ChildSetup> setupFrom(const QByteArray &frame);
std::optional<StepInput> inputFrom(const QByteArray &frame);
std::optional<ChildAnswer> answerFrom(const QByteArray &frame);

/// A body of more bytes than fit well through a pipe becomes a scratch file.
Result<void> shipAsFile(Body *body, const StepFolders &folders);

} // namespace sluice
