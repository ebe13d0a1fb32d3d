#include "ui/inspector/waitlook.h"

#include <QCoreApplication>

namespace sluice {

namespace {

struct Look
{
    const char *word;
    const char *sentence;
    IconTone tone;
};

// clang-format off
constexpr std::array<Look, waitReasonCount> looks{{
    {QT_TRANSLATE_NOOP("WaitReason", "backoff"), QT_TRANSLATE_NOOP("WaitReason", "Its own pause before another attempt"), IconTone::Queued},
    {QT_TRANSLATE_NOOP("WaitReason", "retry-after"), QT_TRANSLATE_NOOP("WaitReason", "The host asked for patience, or was given some"), IconTone::Queued},
    {QT_TRANSLATE_NOOP("WaitReason", "paused"), QT_TRANSLATE_NOOP("WaitReason", "You let nothing start"), IconTone::Queued},
    {QT_TRANSLATE_NOOP("WaitReason", "place"), QT_TRANSLATE_NOOP("WaitReason", "Waiting for a free place among all jobs in flight"), IconTone::Queued},
    {QT_TRANSLATE_NOOP("WaitReason", "host"), QT_TRANSLATE_NOOP("WaitReason", "Waiting for a free place on its host"), IconTone::Queued},
    {QT_TRANSLATE_NOOP("WaitReason", "rate"), QT_TRANSLATE_NOOP("WaitReason", "Waiting for the next start that the rate allows"), IconTone::Queued},
    {QT_TRANSLATE_NOOP("WaitReason", "name"), QT_TRANSLATE_NOOP("WaitReason", "Finding the host's address"), IconTone::Retrying},
    {QT_TRANSLATE_NOOP("WaitReason", "connect"), QT_TRANSLATE_NOOP("WaitReason", "Connecting to the host"), IconTone::Retrying},
    {QT_TRANSLATE_NOOP("WaitReason", "TLS"), QT_TRANSLATE_NOOP("WaitReason", "Agreeing on encryption"), IconTone::Retrying},
    {QT_TRANSLATE_NOOP("WaitReason", "first byte"), QT_TRANSLATE_NOOP("WaitReason", "Waiting for the first byte of the answer"), IconTone::Running},
    {QT_TRANSLATE_NOOP("WaitReason", "body"), QT_TRANSLATE_NOOP("WaitReason", "Receiving the body"), IconTone::Succeeded},
    {QT_TRANSLATE_NOOP("WaitReason", "CPU queue"), QT_TRANSLATE_NOOP("WaitReason", "Waiting for a free computing thread"), IconTone::Queued},
    {QT_TRANSLATE_NOOP("WaitReason", "computing"), QT_TRANSLATE_NOOP("WaitReason", "Running the steps of the recipe"), IconTone::Computing},
    {QT_TRANSLATE_NOOP("WaitReason", "child"), QT_TRANSLATE_NOOP("WaitReason", "A child process is at work on it"), IconTone::Computing},
    {QT_TRANSLATE_NOOP("WaitReason", "disk"), QT_TRANSLATE_NOOP("WaitReason", "Making the kept file safe on disk"), IconTone::Dimmed},
    {QT_TRANSLATE_NOOP("WaitReason", "Sluice"), QT_TRANSLATE_NOOP("WaitReason", "Sluice's own thread had not got round to it"), IconTone::Failed},
    {QT_TRANSLATE_NOOP("WaitReason", "commit"), QT_TRANSLATE_NOOP("WaitReason", "Waiting to be safe in the project file"), IconTone::Dimmed},
}};
// clang-format on

const Look &lookOf(WaitReason reason)
{
    return looks[static_cast<size_t>(reason)];
}

} // namespace

QString waitWord(WaitReason reason)
{
    return QCoreApplication::translate("WaitReason", lookOf(reason).word);
}

QString waitSentence(WaitReason reason)
{
    return QCoreApplication::translate("WaitReason", lookOf(reason).sentence);
}

IconTone waitTone(WaitReason reason)
{
    return lookOf(reason).tone;
}

} // namespace sluice
