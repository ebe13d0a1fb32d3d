#include "scheduling/keptbody.h"

#include "core/job.h"
#include "files/filename.h"
#include "files/nametemplate.h"
#include "files/partfile.h"
#include "files/placement.h"
#include "processing/steps/filecopy.h"
#include "scheduling/jobtrace.h"
#include "scheduling/spillsink.h"
#include "telemetry/runmeter.h"

#include <QDir>
#include <QFile>
#include <QScopeGuard>

namespace sluice {

namespace {

/// Bytes that a step made, at a place of their own.
Result<QString> placeBytes(const QString &root, const QString &relativePath, const QByteArray &bytes)
{
    auto part = PartFile::create(root, relativePath);
    if (!part)
        return part.error();
    if (const auto written = part.value()->write(bytes); !written)
        return written.error();
    return part.value()->commit();
}

} // namespace

KeptBody::KeptBody(const RunPlan &plan, const Job &job, RunMeter *meter, JobTrace *trace)
    : m_steps(plan.steps)
    , m_folders(plan.folders)
    , m_nameTemplate(plan.nameTemplate)
    , m_job(job)
    , m_meter(meter)
    , m_trace(trace)
    , m_changes(plan.changesBody())
    , m_keepsBySteps(plan.keepsBySteps())
{
    const bool streamsToFile = isToBeKept() && !m_changes;
    if (!job.host.isLocal() && !m_steps->empty() && !streamsToFile)
        m_forSteps = std::make_unique<SpillSink>(plan.limits.maxMemoryBytes, m_folders.scratch);
}

KeptBody::~KeptBody() = default;

bool KeptBody::isToBeKept() const
{
    return !m_folders.out.isEmpty() && !m_keepsBySteps && (m_changes || !m_job.host.isLocal());
}

void KeptBody::reached(WaitReason phase, TimePoint now)
{
    m_trace->enter(phase, now);
}

Result<void> KeptBody::write(QByteArrayView chunk)
{
    m_meter->bytesReceived(chunk.size());
    if (m_forSteps)
        return m_forSteps->write(chunk);
    if (!isToBeKept())
        return success();
    if (const auto opened = openPart(); !opened)
        return opened;
    return m_part->write(chunk);
}

Result<Body> KeptBody::content(const QString &contentType)
{
    if (m_job.host.isLocal())
        return Body{{}, m_job.url.toLocalFile(), contentTypeOfName(m_job.url.fileName())};
    if (m_forSteps)
        return m_forSteps->take(contentType);
    if (!isToBeKept() || m_steps->empty())
        return Body{};
    if (const auto opened = openPart(); !opened) // an empty body is a body too
        return opened.error();
    return Body{{}, m_part->partPath(), contentType};
}

Result<QString> KeptBody::keep(const Body &last, const std::vector<Keepsake> &keepsakes)
{
    QStringList placed;
    auto removeAll = qScopeGuard([&placed] { // a job that fails keeps nothing
        for (const auto &path : placed) {
            if (!QFile::remove(path))
                QDir(path).removeRecursively();
        }
    });
    for (const auto &keepsake : keepsakes) {
        auto path = placeBelow(m_folders.out, keepsake.name, keepsake.scratch);
        if (!path)
            return path;
        placed.append(std::move(path).value());
    }
    auto path = isToBeKept() ? keepBody(last) : Result<QString>(placed.isEmpty() ? QString() : placed.constLast());
    if (path)
        removeAll.dismiss();
    return path;
}

Result<QString> KeptBody::keepBody(const Body &last)
{
    if (!m_changes) {
        if (const auto opened = openPart(); !opened)
            return opened.error();
        return m_part->commit();
    }
    const auto path = relativePath(last.contentType);
    if (!path)
        return path;
    if (last.scratch)
        return placeBelow(m_folders.out, path.value(), last.file);
    if (!last.isFile())
        return placeBytes(m_folders.out, path.value(), last.data);
    const auto copy = newScratchPath(m_folders.scratch); // a file of the user's that no step changed
    const ScratchFile holder(copy);
    if (const auto copied = copyFile(last.file, copy, {}); !copied)
        return copied.error();
    return placeBelow(m_folders.out, path.value(), copy);
}

Result<QString> KeptBody::relativePath(const QString &contentType) const
{
    const auto path = expandNameTemplate(m_nameTemplate, {m_job.url, m_job.id});
    if (!path)
        return path;
    return nameWithSuffixFor(path.value(), contentType);
}

Result<void> KeptBody::openPart()
{
    if (m_part)
        return success();
    const auto path = relativePath({});
    if (!path)
        return path.error();
    auto created = PartFile::create(m_folders.out, path.value());
    if (!created)
        return created.error();
    m_part = std::move(created).value();
    return success();
}

} // namespace sluice
