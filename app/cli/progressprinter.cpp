#include "cli/progressprinter.h"

#include "core/humanize.h"

#include <QCoreApplication>

#include <cstdio>
#include <unistd.h>

namespace sluice {

namespace {

constexpr auto plainLineEvery = std::chrono::seconds(5);
constexpr int barWidth = 24;

QString tr(const char *text)
{
    return QCoreApplication::translate("ProgressPrinter", text);
}

QString bar(double fraction)
{
    const auto filled = static_cast<int>(std::clamp(fraction, 0.0, 1.0) * barWidth);
    return QLatin1Char('[') + QString(filled, QLatin1Char('#')) + QString(barWidth - filled, QLatin1Char('.')) +
           QLatin1Char(']');
}

} // namespace

ProgressPrinter::ProgressPrinter(bool on)
    : m_on(on), m_isTerminal(isatty(STDERR_FILENO) == 1), m_begun(std::chrono::steady_clock::now()), m_lastLine(m_begun)
{
}

void ProgressPrinter::showRun(const Snapshot &snapshot)
{
    const auto total = snapshot.counts.total();
    const auto failed = snapshot.counts.of(JobState::Failed);
    const auto done = snapshot.counts.of(JobState::Succeeded) + failed + snapshot.counts.of(JobState::Cancelled);
    const auto fraction = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0;
    auto line = tr("%1 %2 % · %3 of %4 · %5 · %6 · %7 in flight")
                    .arg(bar(fraction))
                    .arg(static_cast<int>(fraction * 100), 3)
                    .arg(humanCount(done), humanCount(total), humanRate(snapshot.requestsPerSecond),
                         humanByteRate(snapshot.bytesPerSecond))
                    .arg(snapshot.inFlight);
    if (failed > 0)
        line += tr(" · %1 failed").arg(humanCount(failed));
    print(line);
}

void ProgressPrinter::showImport(qint64 rows, double fraction)
{
    const std::chrono::duration<double> since = std::chrono::steady_clock::now() - m_begun;
    const auto read =
        tr("%1 addresses · %2").arg(humanCount(rows), humanRate(static_cast<double>(rows) / since.count()));
    print(fraction < 0 ? tr("Reading the input: %1").arg(read)
                       : tr("Reading the input: %1 %2").arg(bar(fraction), read));
}

void ProgressPrinter::print(const QString &line)
{
    if (!m_on)
        return;
    if (m_isTerminal) {
        std::fputs(("\r\033[K" + line.toLocal8Bit()).constData(), stderr);
        m_drawn = true;
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    if (now - m_lastLine < plainLineEvery)
        return;
    m_lastLine = now;
    std::fputs((line + QLatin1Char('\n')).toLocal8Bit().constData(), stderr);
}

void ProgressPrinter::clear()
{
    if (m_drawn)
        std::fputs("\r\033[K", stderr);
    m_drawn = false;
}

} // namespace sluice
