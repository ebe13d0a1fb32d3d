// From what a person points at to the body that a recipe is tried on.
#pragma once

#include "engine/previewtypes.h"
#include "engine/projectoptions.h"
#include "fetch/fetcher.h"
#include "processing/step.h"

#include <QDateTime>

namespace sluice {

/// A source, resolved.
struct PreviewTarget
{
    JobId job{};
    QUrl url{};
    QJsonObject columns{}; ///< the list's own
};

/// Reads the project for a job. Blocking. Errors are sentences.
Result<PreviewTarget> targetOf(const PreviewSource &source, const QString &projectPath);

/// A body in hand, and what is known of it.
struct LoadedInput
{
    StepInput input;
    PreviewInput shown;    ///< without the view of the body
    QDateTime changedAt{}; ///< of a person's own file
};

/// The file itself, or the body fetched as a run of this project would: with its headers, timeouts and redirects,
/// as large as its limits allow; what is too large for memory goes to the scratch folder. The fetcher must outlive the
/// call.
QCoro::Task<Result<LoadedInput>> loadInput(PreviewTarget target, ProjectOptions options, Fetcher *fetcher,
                                           QString scratchFolder, CancelToken token);

} // namespace sluice
