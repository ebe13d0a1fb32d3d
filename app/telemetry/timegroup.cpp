#include "telemetry/timegroup.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace sluice {

TimeGroup largestGroup(const WaitTimes &waits)
{
    const auto sum = [&waits](auto... reasons) {
        return (waits.of(reasons) + ...);
    };
    const std::array groups{
        TimeGroup{VerdictKind::Server, sum(WaitReason::FirstByte),
                  QT_TRANSLATE_NOOP("sluice::TimeGroup", "Waiting on the server:"),
                  QT_TRANSLATE_NOOP("sluice::TimeGroup", "%1 of the time in flight is spent before the first byte")},
        TimeGroup{VerdictKind::Dns, sum(WaitReason::Dns), QT_TRANSLATE_NOOP("sluice::TimeGroup", "Waiting for names:"),
                  QT_TRANSLATE_NOOP("sluice::TimeGroup", "%1 of the time in flight is spent looking up hosts")},
        TimeGroup{VerdictKind::Connecting, sum(WaitReason::Connect, WaitReason::Tls),
                  QT_TRANSLATE_NOOP("sluice::TimeGroup", "Waiting for connections:"),
                  QT_TRANSLATE_NOOP("sluice::TimeGroup", "%1 of the time in flight is spent on getting a connection")},
        TimeGroup{VerdictKind::Bandwidth, sum(WaitReason::Body),
                  QT_TRANSLATE_NOOP("sluice::TimeGroup", "Receiving, at the pace of the line or the servers:"),
                  QT_TRANSLATE_NOOP("sluice::TimeGroup", "%1 of the time in flight is spent receiving")},
        TimeGroup{VerdictKind::Cpu, sum(WaitReason::CpuQueue, WaitReason::CpuRun, WaitReason::Child),
                  QT_TRANSLATE_NOOP("sluice::TimeGroup", "Computing:"),
                  QT_TRANSLATE_NOOP("sluice::TimeGroup",
                                    "%1 of the time in flight is spent computing or waiting for a thread")},
        TimeGroup{VerdictKind::Disk, sum(WaitReason::Disk),
                  QT_TRANSLATE_NOOP("sluice::TimeGroup", "Waiting on the disk:"),
                  QT_TRANSLATE_NOOP("sluice::TimeGroup", "%1 of the time in flight is spent writing to disk")},
        TimeGroup{VerdictKind::Engine, sum(WaitReason::Engine),
                  QT_TRANSLATE_NOOP("sluice::TimeGroup", "Waiting on Sluice itself:"),
                  QT_TRANSLATE_NOOP("sluice::TimeGroup",
                                    "%1 of the time in flight is spent waiting for the engine's thread")},
    };
    return *std::max_element(groups.begin(), groups.end(), [](auto &a, auto &b) { return a.span < b.span; });
}

QString groupText(const char *text)
{
    return QCoreApplication::translate("sluice::TimeGroup", text);
}

} // namespace sluice
