#include "telemetry/resourceusage.h"

#include <QFile>

#include <sys/resource.h>

namespace sluice {

namespace {

Duration toDuration(const timeval &time)
{
    return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

Duration cpuTime(int whose)
{
    rusage usage{};
    if (getrusage(whose, &usage) != 0)
        return {};
    return toDuration(usage.ru_utime) + toDuration(usage.ru_stime);
}

/// "VmHWM:    12345 kB" → bytes
qint64 kilobytesOf(const QByteArray &line)
{
    const auto number = line.mid(line.indexOf(':') + 1).simplified();
    return number.left(number.indexOf(' ')).toLongLong() * 1024;
}

} // namespace

Duration processCpuTime()
{
    return cpuTime(RUSAGE_SELF) + cpuTime(RUSAGE_CHILDREN);
}

Duration threadCpuTime()
{
    return cpuTime(RUSAGE_THREAD);
}

MemoryUse memoryUse()
{
    MemoryUse use;
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return use;
    const auto lines = status.readAll().split('\n');
    for (const auto &line : lines) {
        if (line.startsWith("VmRSS:"))
            use.resident = kilobytesOf(line);
        else if (line.startsWith("VmHWM:"))
            use.peak = kilobytesOf(line);
    }
    return use;
}

} // namespace sluice
