// Compressed bodies as what they hold.
#pragma once

#include "processing/steps/growthlimit.h"

namespace sluice {

/// Takes one layer of gzip, bzip2, xz or zstd off the body, whatever its name; large results go to a scratch file. The
/// content type is what the address promises without its last ending (rows.csv.gz: CSV), else unknown.
///
/// Refused: what is not compressed (unless that is said to be all right: it then passes unchanged), ends too early, is
/// damaged, has something behind it or grows beyond the limit.
class DecompressStep final : public Step
{
public:
    struct Settings
    {
        GrowthLimit::Settings growth{};
        bool optional = false;
    };

    explicit DecompressStep(Settings settings) : m_settings(settings) {}

    QString name() const override;
    Result<StepOutput> run(StepInput input, const StepFolders &folders, CancelToken token) const override;
    bool changesBody() const override { return true; }

private:
    Settings m_settings;
};

StepKind decompressStepKind();

} // namespace sluice
