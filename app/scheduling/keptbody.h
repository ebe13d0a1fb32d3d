// Where the body of one attempt goes while it arrives, and what is left of it in the end.
#pragma once

#include "fetch/bodysink.h"
#include "processing/body.h"
#include "scheduling/runplan.h"

#include <memory>

namespace sluice {

class MemorySink;
class PartFile;
class RunMeter;
struct Job;

/// Chooses by the plan: nowhere, when nobody asks for the body; a NAME.part in the output folder, when the fetched
/// body itself is kept; memory, up to the plan's limit, when only the steps need it. Nothing is left on disk unless
/// keep() succeeded. Engine thread, but keep(). The job must outlive it.
class KeptBody final : public BodySink
{
public:
    KeptBody(const RunPlan &plan, const Job &job, RunMeter *meter);
    ~KeptBody() override;

    Result<void> write(QByteArrayView chunk) override;

    /// What the steps work on, once the body is complete.
    Result<Body> content(const QString &contentType);

    /// Whether something of this job ends in the output folder.
    bool isToBeKept() const;

    /// Makes the file complete, durable and visible under its name, which is returned. `last` is what the steps made.
    /// Blocking; on a pool thread, while nothing else uses this.
    Result<QString> keep(const Body &last);

private:
    Result<void> openPart(const QString &contentType);

    std::shared_ptr<const StepList> m_steps;
    QString m_outDir;
    QString m_nameTemplate;
    const Job &m_job;
    RunMeter *m_meter;
    bool m_changes; ///< the steps make a body of their own
    std::unique_ptr<MemorySink> m_memory;
    std::unique_ptr<PartFile> m_part;
};

} // namespace sluice
