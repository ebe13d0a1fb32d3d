// The real window on a real project, with what a bench needs to wait for.
#pragma once

#include "engine/engine.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <chrono>
#include <functional>
#include <optional>

namespace sluice::bench {

using Moment = std::chrono::steady_clock::time_point;

/// Shown at 1280 × 800 as soon as it is made, as the program `sluice` does it.
class BenchWindow : public QObject
{
    Q_OBJECT

public:
    explicit BenchWindow(const QString &project);

    Engine &engine() { return m_engine; }
    JobsPanel *jobs() const { return m_window.jobs(); }

    /// When the table was first painted with a row of the project in it.
    std::optional<Moment> firstRowsPainted() const { return m_firstRows; }

    /// How often the table was told which jobs match its filter, in its order.
    int answers() const { return m_answers; }

    /// Whether the row in the middle of the table, if it has any, is there and not a placeholder.
    bool isLoaded() const;

    /// Runs the event loop until the condition holds. False when it took a minute.
    static bool waitFor(const std::function<bool()> &condition);
    static void waitFor(std::chrono::milliseconds time);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Theme m_theme;
    Engine m_engine;
    MainWindow m_window;
    std::optional<Moment> m_firstRows;
    int m_answers = 0;
};

} // namespace sluice::bench
