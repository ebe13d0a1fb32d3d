// One act in the window: what to do, and what shows that it is done.
#pragma once

#include "bench/window/benchwindow.h"
#include "bench/window/stalllog.h"

#include <QJsonArray>

namespace sluice::bench {

/// Does acts one after the other and keeps a row of each.
class Acts
{
public:
    explicit Acts(BenchWindow *window) : m_window(window) {}

    /// Ends when the rows in view are loaded.
    void act(const QString &name, const std::function<void()> &begin);
    /// Ends when the table knows which jobs it shows now, and the rows in view are loaded.
    void question(const QString &name, const std::function<void()> &begin);
    /// Goes on for a while, whatever it does.
    void stretch(const QString &name, std::chrono::milliseconds time, const std::function<void()> &every20Ms = {});

    /// Empty when an act never ended.
    std::optional<QJsonArray> rows() const { return m_failed ? std::nullopt : std::optional(m_rows); }
    QJsonObject stalls() const { return m_log.whole(); }

private:
    void until(const std::function<bool()> &done, const QString &name, const std::function<void()> &begin);
    void keep(const QString &name, Moment begun);

    BenchWindow *m_window;
    StallLog m_log;
    QJsonArray m_rows;
    bool m_failed = false;
};

} // namespace sluice::bench
