#include "ui/inspector/waitlook.h"

#include <QCoreApplication>
#include <QJsonObject>

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
    {QT_TRANSLATE_NOOP("WaitReason", "place"), QT_TRANSLATE_NOOP("WaitReason", "Waiting for a free place among all jobs in flight"), IconTone::Queued},
    {QT_TRANSLATE_NOOP("WaitReason", "host"), QT_TRANSLATE_NOOP("WaitReason", "Waiting for a free place on its host"), IconTone::Queued},
    {QT_TRANSLATE_NOOP("WaitReason", "rate"), QT_TRANSLATE_NOOP("WaitReason", "Waiting for the next start that the rate allows"), IconTone::Queued},
    {QT_TRANSLATE_NOOP("WaitReason", "cooling"), QT_TRANSLATE_NOOP("WaitReason", "The host asked for patience, or was given some"), IconTone::Queued},
    {QT_TRANSLATE_NOOP("WaitReason", "name"), QT_TRANSLATE_NOOP("WaitReason", "Finding the host's address"), IconTone::Retrying},
    {QT_TRANSLATE_NOOP("WaitReason", "connect"), QT_TRANSLATE_NOOP("WaitReason", "Connecting to the host"), IconTone::Retrying},
    {QT_TRANSLATE_NOOP("WaitReason", "TLS"), QT_TRANSLATE_NOOP("WaitReason", "Agreeing on encryption"), IconTone::Retrying},
    {QT_TRANSLATE_NOOP("WaitReason", "first byte"), QT_TRANSLATE_NOOP("WaitReason", "Waiting for the first byte of the answer"), IconTone::Running},
    {QT_TRANSLATE_NOOP("WaitReason", "body"), QT_TRANSLATE_NOOP("WaitReason", "Receiving the body"), IconTone::Succeeded},
    {QT_TRANSLATE_NOOP("WaitReason", "CPU queue"), QT_TRANSLATE_NOOP("WaitReason", "Waiting for a free computing thread"), IconTone::Queued},
    {QT_TRANSLATE_NOOP("WaitReason", "computing"), QT_TRANSLATE_NOOP("WaitReason", "Running the steps of the recipe"), IconTone::Computing},
    {QT_TRANSLATE_NOOP("WaitReason", "disk"), QT_TRANSLATE_NOOP("WaitReason", "Making the kept file safe on disk"), IconTone::Dimmed},
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

WaitTimes waitTimesFromJson(const QJsonObject &timings)
{
    WaitTimes times;
    for (size_t i = 0; i < waitReasonCount; ++i) {
        const auto reason = static_cast<WaitReason>(i);
        times.add(reason, Duration(timings.value(waitReasonName(reason)).toInteger()));
    }
    return times;
}

} // namespace sluice
