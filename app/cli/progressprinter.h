// The one line on stderr that tells how far it is.
#pragma once

#include "engine/snapshot.h"

#include <QString>

namespace sluice {

/// On a terminal it redraws one line; elsewhere it writes a plain line every five seconds. Switched off it is silent.
class ProgressPrinter
{
public:
    explicit ProgressPrinter(bool on);

    void showRun(const Snapshot &snapshot);
    void showImport(qint64 rows, double fraction);
    void clear(); ///< before anything else is written to stderr

private:
    void print(const QString &line);

    bool m_on;
    bool m_isTerminal;
    bool m_drawn = false;
    std::chrono::steady_clock::time_point m_begun;
    std::chrono::steady_clock::time_point m_lastLine;
};

} // namespace sluice
