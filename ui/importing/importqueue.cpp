#include "ui/importing/importqueue.h"

#include <QSet>

namespace sluice {

namespace {

constexpr size_t mostRejected = 1'000;
constexpr qsizetype mostGood = 100;

void addTo(ImportReport *total, const ImportReport &more)
{
    total->good += more.good;
    total->duplicates += more.duplicates;
    total->rejected += more.rejected;
    for (const auto &line : more.firstRejected) {
        if (total->firstRejected.size() < mostRejected)
            total->firstRejected.push_back(line);
    }
    total->firstGood += more.firstGood.mid(0, mostGood - total->firstGood.size());
    for (const auto &column : more.columns) {
        if (!total->columns.contains(column))
            total->columns.append(column);
    }
}

} // namespace

ImportQueue::ImportQueue(ProjectStore *store, QObject *parent) : QObject(parent), m_store(store) {}

void ImportQueue::scan(const QList<ImportSource> &sources, const ImportOptions &options)
{
    begin(Act::Scan, sources, options);
}

void ImportQueue::import(const QList<ImportSource> &sources, const ImportOptions &options)
{
    begin(Act::Import, sources, options);
}

void ImportQueue::cancel()
{
    if (m_import)
        m_import->cancel();
}

void ImportQueue::begin(Act act, const QList<ImportSource> &sources, const ImportOptions &options)
{
    drop();
    m_act = act;
    m_sources = sources;
    m_options = options;
    m_at = 0;
    m_total = {};
    next();
}

void ImportQueue::next()
{
    drop();
    if (m_at >= m_sources.size()) {
        Q_EMIT finished(m_total, {}, false);
        return;
    }
    m_import = new ListImport(m_store, this);
    connect(m_import, &ListImport::finished, this, &ImportQueue::take);
    connect(m_import, &ListImport::progress, this, [this](qint64 rows, double fraction) {
        const auto sources = static_cast<double>(m_sources.size());
        const double overall = fraction < 0 ? -1 : (static_cast<double>(m_at) + fraction) / sources;
        Q_EMIT progress(m_total.good + rows, overall);
    });
    const auto &source = m_sources[m_at];
    if (m_act == Act::Scan)
        m_import->scan(source, m_options);
    else
        m_import->import(source, m_options);
}

void ImportQueue::take(const Result<ImportReport> &report)
{
    if (report) {
        addTo(&m_total, report.value());
        ++m_at;
        next();
        return;
    }
    drop();
    Q_EMIT finished(m_total, report.failed() ? report.error().message : QString(), report.cancelled());
}

void ImportQueue::drop()
{
    if (!m_import)
        return;
    // It may be the sender of the signal that brought us here.
    m_import->disconnect(this);
    m_import->cancel();
    m_import->deleteLater();
    m_import = nullptr;
}

} // namespace sluice
