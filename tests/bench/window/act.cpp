#include "bench/window/act.h"

#include <cstdio>

namespace sluice::bench {

using namespace std::chrono_literals;

void Acts::act(const QString &name, const std::function<void()> &begin)
{
    until([] { return true; }, name, begin);
}

void Acts::question(const QString &name, const std::function<void()> &begin)
{
    until([this, before = m_window->answers()] { return m_window->answers() > before; }, name, begin);
}

void Acts::until(const std::function<bool()> &done, const QString &name, const std::function<void()> &begin)
{
    if (m_failed)
        return;
    m_log.take();
    const auto begun = std::chrono::steady_clock::now();
    begin();
    if (!BenchWindow::waitFor([&] { return done() && m_window->isLoaded(); })) {
        std::fprintf(stderr, "“%s” did not end within a minute.\n", qPrintable(name));
        m_failed = true;
        return;
    }
    keep(name, begun);
}

void Acts::stretch(const QString &name, std::chrono::milliseconds time, const std::function<void()> &every20Ms)
{
    if (m_failed)
        return;
    m_log.take();
    const auto begun = std::chrono::steady_clock::now();
    QTimer timer;
    if (every20Ms) {
        timer.callOnTimeout(every20Ms);
        timer.start(20ms);
    }
    BenchWindow::waitFor(time);
    keep(name, begun);
}

void Acts::keep(const QString &name, Moment begun)
{
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    BenchWindow::waitFor(100ms); // what it left to be done
    auto row = m_log.take();
    row.insert(QStringLiteral("act"), name);
    row.insert(QStringLiteral("seconds"), took.count());
    m_rows.append(row);
}

} // namespace sluice::bench
