#include "core/waitreason.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sluice::WaitReason", text);
}

} // namespace

QLatin1StringView waitReasonName(WaitReason reason)
{
    switch (reason) {
    case WaitReason::Backoff:
        return QLatin1StringView("backoff");
    case WaitReason::RetryAfter:
        return QLatin1StringView("retry-after");
    case WaitReason::Paused:
        return QLatin1StringView("paused");
    case WaitReason::GlobalSlot:
        return QLatin1StringView("global-slot");
    case WaitReason::HostSlot:
        return QLatin1StringView("host-slot");
    case WaitReason::Rate:
        return QLatin1StringView("rate");
    case WaitReason::Dns:
        return QLatin1StringView("dns");
    case WaitReason::Connect:
        return QLatin1StringView("connect");
    case WaitReason::Tls:
        return QLatin1StringView("tls");
    case WaitReason::FirstByte:
        return QLatin1StringView("first-byte");
    case WaitReason::Body:
        return QLatin1StringView("body");
    case WaitReason::CpuQueue:
        return QLatin1StringView("cpu-queue");
    case WaitReason::CpuRun:
        return QLatin1StringView("cpu-run");
    case WaitReason::Child:
        return QLatin1StringView("child");
    case WaitReason::Disk:
        return QLatin1StringView("disk");
    case WaitReason::Engine:
        return QLatin1StringView("engine");
    case WaitReason::Commit:
        return QLatin1StringView("commit");
    }
    Q_UNREACHABLE();
}

std::optional<WaitReason> waitReasonFromName(QStringView name)
{
    if (name == u"cooling") // what projects of format 2 call it
        return WaitReason::RetryAfter;
    for (const auto reason : allWaitReasons) {
        if (name == waitReasonName(reason))
            return reason;
    }
    return std::nullopt;
}

QString waitReasonLabel(WaitReason reason)
{
    switch (reason) {
    case WaitReason::Backoff:
        return tr("pausing before another attempt");
    case WaitReason::RetryAfter:
        return tr("waiting as the host asked");
    case WaitReason::Paused:
        return tr("paused by you");
    case WaitReason::GlobalSlot:
        return tr("waiting for a free place");
    case WaitReason::HostSlot:
        return tr("waiting for a free place on the host");
    case WaitReason::Rate:
        return tr("waiting for the rate");
    case WaitReason::Dns:
        return tr("looking up the host");
    case WaitReason::Connect:
        return tr("connecting");
    case WaitReason::Tls:
        return tr("agreeing on encryption");
    case WaitReason::FirstByte:
        return tr("waiting for the first byte");
    case WaitReason::Body:
        return tr("receiving");
    case WaitReason::CpuQueue:
        return tr("waiting for a computing thread");
    case WaitReason::CpuRun:
        return tr("computing");
    case WaitReason::Child:
        return tr("computing in a child process");
    case WaitReason::Disk:
        return tr("writing to disk");
    case WaitReason::Engine:
        return tr("waiting for Sluice's own thread");
    case WaitReason::Commit:
        return tr("waiting for the project file");
    }
    Q_UNREACHABLE();
}

Duration WaitTimes::total() const
{
    Duration sum{};
    for (const auto span : m_spans)
        sum += span;
    return sum;
}

WaitTimes WaitTimes::withoutCommit() const
{
    auto waits = *this;
    waits.m_spans[static_cast<size_t>(WaitReason::Commit)] = {};
    return waits;
}

Duration WaitTimes::inFlight() const
{
    constexpr auto first = static_cast<size_t>(WaitReason::Dns), end = static_cast<size_t>(WaitReason::Commit);
    static_assert(isBeforeAdmission(allWaitReasons[first - 1]) && isInFlight(allWaitReasons[first]));
    static_assert(isInFlight(allWaitReasons[end - 1]) && end + 1 == waitReasonCount);
    Duration sum{};
    for (auto i = first; i < end; ++i)
        sum += m_spans[i];
    return sum;
}

WaitTimes &WaitTimes::operator+=(const WaitTimes &other)
{
    for (size_t i = 0; i < waitReasonCount; ++i)
        m_spans[i] += other.m_spans[i];
    return *this;
}

WaitTimes operator-(WaitTimes left, const WaitTimes &right)
{
    for (size_t i = 0; i < waitReasonCount; ++i)
        left.m_spans[i] -= right.m_spans[i];
    return left;
}

} // namespace sluice
