#include "scheduling/keptbody.h"

#include "core/job.h"
#include "fetch/memorysink.h"
#include "files/nametemplate.h"
#include "files/partfile.h"
#include "telemetry/runmeter.h"

#include <QFile>
#include <QFileInfo>

namespace sluice {

namespace {

constexpr qint64 chunkSize = 256 * 1024;

/// A body that a step made has an ending of its own: "photo.png" became a "photo.jpeg".
QString withSuffixOf(const QString &relativePath, const QString &contentType)
{
    const auto kind = contentType.section(QLatin1Char('/'), 1);
    if (kind.isEmpty())
        return relativePath;
    const QFileInfo file(relativePath);
    if (file.suffix().compare(kind, Qt::CaseInsensitive) == 0 ||
        (kind == QLatin1StringView("jpeg") &&
         file.suffix().compare(QLatin1StringView("jpg"), Qt::CaseInsensitive) == 0))
        return relativePath;
    const auto folder = file.path() == QLatin1StringView(".") ? QString() : file.path() + QLatin1Char('/');
    return folder + file.completeBaseName() + QLatin1Char('.') + kind;
}

Result<void> copyInto(PartFile &part, const Body &body)
{
    if (!body.isFile())
        return part.write(body.data);
    QFile source(body.file);
    if (!source.open(QIODevice::ReadOnly))
        return Error{ErrorKind::Storage, source.errorString()};
    while (!source.atEnd()) {
        const auto chunk = source.read(chunkSize);
        if (chunk.isEmpty() && source.error() != QFileDevice::NoError)
            return Error{ErrorKind::Storage, source.errorString()};
        if (const auto written = part.write(chunk); !written)
            return written;
    }
    return success();
}

} // namespace

KeptBody::KeptBody(const RunPlan &plan, const Job &job, RunMeter *meter)
    : m_steps(plan.steps)
    , m_outDir(plan.outDir)
    , m_nameTemplate(plan.nameTemplate)
    , m_job(job)
    , m_meter(meter)
    , m_changes(plan.changesBody())
{
    const bool streamsToFile = isToBeKept() && !m_changes;
    if (!job.host.isLocal() && !m_steps->empty() && !streamsToFile)
        m_memory = std::make_unique<MemorySink>(plan.limits.maxMemoryBytes);
}

KeptBody::~KeptBody() = default;

bool KeptBody::isToBeKept() const
{
    return !m_outDir.isEmpty() && (m_changes || !m_job.host.isLocal());
}

Result<void> KeptBody::write(QByteArrayView chunk)
{
    m_meter->bytesReceived(chunk.size());
    if (m_memory)
        return m_memory->write(chunk);
    if (!isToBeKept())
        return success();
    if (const auto opened = openPart({}); !opened)
        return opened;
    return m_part->write(chunk);
}

Result<Body> KeptBody::content(const QString &contentType)
{
    if (m_job.host.isLocal())
        return Body{{}, m_job.url.toLocalFile(), {}};
    if (m_memory)
        return Body{m_memory->take(), {}, contentType};
    if (!isToBeKept() || m_steps->empty())
        return Body{};
    if (const auto opened = openPart({}); !opened) // an empty body is a body too
        return opened.error();
    return Body{{}, m_part->partPath(), contentType};
}

Result<QString> KeptBody::keep(const Body &last)
{
    if (const auto opened = openPart(m_changes ? last.contentType : QString()); !opened)
        return opened.error();
    if (m_changes) {
        if (const auto copied = copyInto(*m_part, last); !copied)
            return copied.error();
    }
    return m_part->commit();
}

Result<void> KeptBody::openPart(const QString &contentType)
{
    if (m_part)
        return success();
    const auto relativePath = expandNameTemplate(m_nameTemplate, {m_job.url, m_job.id});
    if (!relativePath)
        return relativePath.error();
    auto created = PartFile::create(m_outDir, withSuffixOf(relativePath.value(), contentType));
    if (!created)
        return created.error();
    m_part = std::move(created).value();
    return success();
}

} // namespace sluice
