#pragma once

#include "engine/listimport.h"

#include <QList>

namespace sluice {

/// Scans or imports several sources, one after the other, as if they were one.
class ImportQueue : public QObject
{
    Q_OBJECT

public:
    /// The store must outlive this.
    explicit ImportQueue(ProjectStore *store, QObject *parent = nullptr);

    /// What is under way is dropped. Each answers with finished(), unless dropped itself.
    void scan(const QList<ImportSource> &sources, const ImportOptions &options);
    void import(const QList<ImportSource> &sources, const ImportOptions &options);
    void cancel();
    bool isBusy() const { return m_import != nullptr; }

Q_SIGNALS:
    void progress(qint64 rows, double fraction);
    /// What was read before a source that failed stays counted (and stays imported).
    void finished(const sluice::ImportReport &report, const QString &error, bool cancelled);

private:
    enum class Act { Scan, Import };
    void begin(Act act, const QList<ImportSource> &sources, const ImportOptions &options);
    void next();
    void take(const Result<ImportReport> &report);
    void drop();

    ProjectStore *m_store;
    ListImport *m_import = nullptr;
    Act m_act = Act::Scan;
    QList<ImportSource> m_sources;
    ImportOptions m_options;
    qsizetype m_at = 0;
    ImportReport m_total;
};

} // namespace sluice
