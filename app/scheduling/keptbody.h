// Where the body of one attempt goes while it arrives, and what is left of it in the end.
#pragma once

#include "fetch/bodysink.h"
#include "processing/body.h"
#include "scheduling/runplan.h"

#include <memory>

namespace sluice {

class PartFile;
class JobTrace;
class RunMeter;
class SpillSink;
struct Job;

/// Chooses by the plan: nowhere, when nobody asks for the body; a .NAME.part in the output folder, when the fetched
/// body itself is kept; memory, and beyond the plan's limit a scratch file, when only the steps need it. Nothing is
/// left on disk unless keep() succeeded. Engine thread, but keep(). The job must outlive it.
class KeptBody final : public BodySink
{
public:
    /// The trace follows the request's phases.
    KeptBody(const RunPlan &plan, const Job &job, RunMeter *meter, JobTrace *trace);
    ~KeptBody() override;

    Result<void> write(QByteArrayView chunk) override;
    void reached(WaitReason phase, TimePoint now) override;

    /// What the steps work on, once the body is complete.
    Result<Body> content(const QString &contentType);

    /// Whether the body of this job ends in the output folder, besides what steps keep of themselves.
    bool isToBeKept() const;

    /// Makes everything complete, durable and visible under its name; returns the last of the names. `last` is what
    /// the steps made. Blocking; on a pool thread, while nothing else uses this.
    Result<QString> keep(const Body &last, const std::vector<Keepsake> &keepsakes);

private:
    Result<void> openPart();
    Result<QString> keepBody(const Body &last);
    Result<QString> relativePath(const QString &contentType) const;

    std::shared_ptr<const StepList> m_steps;
    StepFolders m_folders;
    QString m_nameTemplate;
    const Job &m_job;
    RunMeter *m_meter;
    JobTrace *m_trace;
    bool m_changes;      ///< the steps make a body of their own
    bool m_keepsBySteps; ///< and say what is kept
    std::unique_ptr<SpillSink> m_forSteps;
    std::unique_ptr<PartFile> m_part;
};

} // namespace sluice
