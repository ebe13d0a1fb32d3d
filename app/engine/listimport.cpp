#include "engine/listimport.h"

#include "core/address.h"
#include "engine/backgroundwork.h"
#include "engine/knownaddresses.h"
#include "engine/ownfiles.h"
#include "formats/listreader.h"
#include "store/projectstore.h"

#include <QFileInfo>

namespace sluice {

namespace {

constexpr size_t batchSize = 2000;
constexpr size_t keptRejected = 1000;
constexpr qsizetype keptGood = 100;

qint64 sizeOf(const ImportSource &source)
{
    return source.kind == ImportSource::Kind::ListFile ? QFileInfo(source.text).size() : -1;
}

} // namespace

struct ListImport::Private
{
    ListImport *q;
    ProjectStore *store;
    BackgroundWork work;

    void start(const ImportSource &source, const ImportOptions &options, ProjectStore *target);
    Result<ImportReport> run(const ImportSource &source, const ImportOptions &options, ProjectStore *target,
                             std::stop_token stop);
    Result<void> readAll(const ImportSource &source, ListReader &reader, const ImportOptions &options,
                         ProjectStore *target, std::stop_token stop, ImportReport &report);
    void reject(const ImportSource &source, const ListEntry &entry, const QString &reason, ImportReport &report);
};

void ListImport::Private::start(const ImportSource &source, const ImportOptions &options, ProjectStore *target)
{
    work.start([this, source, options, target](std::stop_token stop) -> BackgroundWork::News {
        return [this, result = run(source, options, target, stop)] {
            Q_EMIT q->finished(result);
        };
    });
}

Result<ImportReport> ListImport::Private::run(const ImportSource &source, const ImportOptions &options,
                                              ProjectStore *target, std::stop_token stop)
{
    if (target) { // before it is opened: where a list comes slowly, that takes its first 64 KB
        if (const auto begun = target->beginImport(source.name()); !begun)
            return begun.error();
    }
    auto reader = source.open({options.urlColumn, {}}, stop);
    ImportReport report;
    const auto ended = stop.stop_requested() ? Result<void>(Cancelled{})
                       : !reader             ? Result<void>(reader.error())
                                             : readAll(source, *reader.value(), options, target, stop, report);
    if (!ended) {
        if (target)
            target->abandonImport();
        return ended.cancelled() ? Result<ImportReport>(Cancelled{}) : Result<ImportReport>(ended.error());
    }
    report.columns = reader.value()->extraColumns();
    if (target) {
        if (const auto stored = target->finishImport(report.columns); !stored) {
            target->abandonImport();
            return stored.error();
        }
    }
    return report;
}

Result<void> ListImport::Private::readAll(const ImportSource &source, ListReader &reader, const ImportOptions &options,
                                          ProjectStore *target, std::stop_token stop, ImportReport &report)
{
    const bool looksForDuplicates = options.skipDuplicates || !target; // it takes memory: not for nothing
    KnownAddresses known;
    if (store && options.skipDuplicates) {
        if (const auto loaded = known.load(store->path(), stop); !loaded)
            return loaded;
    }
    const OwnFiles own(store && source.isFolder() ? store->path() : QString());
    const auto size = static_cast<double>(sizeOf(source));
    std::vector<NewJob> batch;
    while (auto entry = reader.next()) {
        if (stop.stop_requested()) // also why standard input may have ended
            return Cancelled{};
        if (!entry->row && entry->row.error().kind == ErrorKind::Storage) // the list cannot be read to its end
            return Error{ErrorKind::Input, QStringLiteral("%1: %2").arg(source.name(), entry->row.error().message)};
        if (!entry->row) {
            reject(source, *entry, entry->row.error().message, report);
            continue;
        }
        auto url = parseAddress(entry->row.value().address);
        if (!url) {
            reject(source, *entry, url.error().message, report);
            continue;
        }
        if (own.contains(url.value())) // the project lies in the folder that is read
            continue;
        const bool isNew = !looksForDuplicates || known.insert(url.value().toString(QUrl::FullyEncoded));
        if (!isNew)
            ++report.duplicates;
        if (isNew || !options.skipDuplicates) {
            ++report.good;
            if (report.firstGood.size() < keptGood)
                report.firstGood.append(url.value().toString(QUrl::FullyEncoded));
            if (target)
                batch.push_back({std::move(url).value(), std::move(entry->row.value().extra)});
        }
        if (batch.size() >= batchSize) {
            if (const auto stored = target->addJobs(std::exchange(batch, {})); !stored)
                return stored;
        }
        if (work.isTimeForProgress()) {
            const auto fraction = size > 0 ? static_cast<double>(reader.bytesRead()) / size : -1.0;
            work.post([this, rows = report.good, fraction] { Q_EMIT q->progress(rows, fraction); });
        }
    }
    if (stop.stop_requested()) // a folder ends early then
        return Cancelled{};
    return batch.empty() ? success() : target->addJobs(std::move(batch));
}

void ListImport::Private::reject(const ImportSource &source, const ListEntry &entry, const QString &reason,
                                 ImportReport &report)
{
    const RejectedLine line{source.name(), entry.line, reason, entry.place};
    ++report.rejected;
    if (report.firstRejected.size() < keptRejected)
        report.firstRejected.push_back(line);
    work.postInTurn([this, line] { Q_EMIT q->lineRejected(line); });
}

ListImport::ListImport(ProjectStore *store, QObject *parent) : QObject(parent), d(new Private{this, store, {}}) {}
ListImport::~ListImport() = default;

void ListImport::scan(const ImportSource &source, const ImportOptions &options)
{
    d->start(source, options, nullptr);
}

void ListImport::import(const ImportSource &source, const ImportOptions &options)
{
    Q_ASSERT(d->store);
    d->start(source, options, d->store);
}

void ListImport::cancel()
{
    d->work.requestStop();
}

} // namespace sluice
