// Bodies kept as they are on the way.
#pragma once

#include "processing/step.h"

namespace sluice {

/// Keeps the body as it is at this point and hands it on: under the name that a template makes, with the usual ending
/// of its content type. The column `saved_as` has the name asked for, below the output folder; when that is taken the
/// file gets a number.
class SaveStep final : public Step
{
public:
    struct Settings
    {
        QString name{}; ///< a name template
        int fanout = 0; ///< files per numbered folder, by the job's id; 0: no such folders
    };

    explicit SaveStep(Settings settings) : m_settings(std::move(settings)) {}

    QString name() const override;
    Result<StepOutput> run(StepInput input, const StepFolders &folders, CancelToken token) const override;
    bool keepsFiles() const override { return true; }

private:
    Settings m_settings;
};

StepKind saveStepKind();

} // namespace sluice
