#include "engine/runplanning.h"

#include "fetch/fetcherfactory.h"
#include "processing/child/childprogram.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace sluice {

Result<RunPlan> planOf(const ProjectOptions &options)
{
    auto steps = instantiate(options.recipe);
    if (!steps)
        return steps.error();
    if (!options.outDir.isEmpty() && (!QDir().mkpath(options.outDir) || !QFileInfo(options.outDir).isWritable())) {
        return Error{ErrorKind::Storage,
                     QCoreApplication::translate(
                         "RunPlanning", "The folder %1 cannot be written to. Choose another one for the results.")
                         .arg(options.outDir)};
    }
    const bool needsChild = std::ranges::any_of(steps.value(), [](const auto &ready) { return ready.isolated; });
    if (needsChild && !QFileInfo(childProgramPath()).isExecutable()) {
        return Error{
            ErrorKind::Storage,
            QCoreApplication::translate("RunPlanning", "%1 is missing: isolated steps run in it. Install Sluice again.")
                .arg(childProgramPath())};
    }
    RunPlan plan;
    plan.limits = options.limits;
    plan.headers.assign(options.headers.begin(), options.headers.end());
    plan.steps = std::make_shared<StepList>(std::move(steps).value());
    plan.folders.out = options.outDir;
    plan.nameTemplate = options.nameTemplate;
    if (!plan.steps->empty()) {
        // Beside the results, so that what is complete need only be renamed.
        auto scratch = ScratchFolder::create(options.outDir.isEmpty() ? QDir::tempPath() : options.outDir);
        if (!scratch)
            return scratch.error();
        plan.scratch = std::move(scratch).value();
        plan.folders.scratch = plan.scratch->path();
    }
    return plan;
}

FetchEngine fetchEngineOf(const ProjectOptions &options)
{
    return options.fetchEngine == QLatin1StringView("qt") ? FetchEngine::Qt : FetchEngine::Curl;
}

std::unique_ptr<RunSession> makeSession(ProjectStore *store, const ProjectOptions &options, RunPlan plan,
                                        TaskInspector *inspector)
{
    auto session = std::make_unique<RunSession>(store, fetchEngineOf(options), std::move(plan), inspector);
    session->setHostRules(options.hostRules);
    return session;
}

} // namespace sluice
