#pragma once

#include "cli/command.h"
#include "cli/eventwriter.h"
#include "cli/importing.h"
#include "cli/progressprinter.h"
#include "cli/unixsignals.h"
#include "engine/engine.h"
#include "engine/tableexport.h"

#include <QTimer>

namespace sluice {

/// Imports, runs, exports, sums up.
class RunCommand final : public QObject, public Command
{
    Q_OBJECT

public:
    void describe(QCommandLineParser &parser) const override;
    std::optional<ExitCode> start(const QCommandLineParser &parser) override;

private:
    std::optional<ExitCode> open(const QCommandLineParser &parser);
    void imported(const Result<ImportTotals> &totals);
    void endRequested();
    void trouble(const QString &sentence);
    void ran(const RunSummary &summary);
    void exportNext();
    void sumUp();
    ExitCode exitCode() const;

    UnixSignals m_signals; // first: blocks the signals before the engine makes threads
    Engine m_engine;
    EventWriter m_events;
    std::unique_ptr<ProgressPrinter> m_progress;
    std::unique_ptr<Importing> m_importing;
    std::unique_ptr<TableExport> m_export;
    QTimer m_drawing;
    QStringList
        m_exported; ///< the options, as they were given: a table that was written too early is to be written again
    QStringList m_hostLimits;
    QStringList m_exports;
    QString m_summaryFormat;
    bool m_quiet = false;
    bool m_eventsOnStdout = false;
    bool m_troubled = false; ///< something could not be stored or written
    int m_endRequests = 0;
    ImportTotals m_totals;
    RunSummary m_summary;
};

} // namespace sluice
