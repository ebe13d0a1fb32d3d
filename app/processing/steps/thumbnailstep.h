// Small pictures of large ones.
#pragma once

#include "processing/step.h"
#include "processing/steps/imageformat.h"

#include <QSize>

namespace sluice {

/// The image that decodeImage() yields, reduced to fit the given size with its proportions kept, never enlarged.
class ThumbnailStep final : public Step
{
public:
    struct Settings
    {
        QSize fit; ///< in px; 0 = whatever keeps the proportions; not both
        ImageFormat format = ImageFormat::Jpeg;
        int quality = 85; ///< 1 to 100, of JPEG and WebP
    };

    explicit ThumbnailStep(Settings settings) : m_settings(settings) {}

    QString name() const override;
    Result<StepOutput> run(StepInput input, const StepFolders &folders, CancelToken token) const override;
    bool changesBody() const override { return true; }

private:
    Settings m_settings;
};

StepKind thumbnailStepKind();

} // namespace sluice
