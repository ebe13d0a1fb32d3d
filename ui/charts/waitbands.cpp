#include "ui/charts/waitbands.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("WaitBands", text);
}

} // namespace

double WaitBand::of(const WaitTimes &waits) const
{
    Duration sum{};
    for (const auto reason : reasons)
        sum += waits.of(reason);
    return seconds(sum);
}

const std::vector<WaitBand> &waitBands()
{
    using enum WaitReason;
    static const std::vector<WaitBand> bands{
        {tr("held back"), QStringLiteral("held_back"), {Backoff, RetryAfter, Paused, Rate}},
        {tr("place"), QStringLiteral("global_slot"), {GlobalSlot}},
        {tr("place on host"), QStringLiteral("host_slot"), {HostSlot}},
        {tr("connecting"), QStringLiteral("connecting"), {Dns, Connect, Tls}},
        {tr("first byte"), QStringLiteral("first_byte"), {FirstByte}},
        {tr("body"), QStringLiteral("body"), {Body}},
        {tr("computing"), QStringLiteral("computing"), {CpuQueue, CpuRun, Child}},
        {tr("disk and Sluice"), QStringLiteral("disk_and_sluice"), {Disk, Engine}},
    };
    return bands;
}

QString waitBandsExplained()
{
    QStringList lines;
    for (const auto &band : waitBands()) {
        if (band.reasons.size() < 2)
            continue;
        QStringList labels;
        for (const auto reason : band.reasons)
            labels.append(waitReasonLabel(reason));
        lines.append(tr("%1: %2.").arg(band.name, labels.join(QStringLiteral(", "))));
    }
    return lines.join(u'\n');
}

std::optional<WaitReason> largestBeforeAdmission(const WaitTimes &waits)
{
    std::optional<WaitReason> largest;
    for (const auto reason : allWaitReasons) {
        if (isBeforeAdmission(reason) && waits.of(reason) > (largest ? waits.of(*largest) : Duration::zero()))
            largest = reason;
    }
    return largest;
}

} // namespace sluice
