// Images of another size.
#pragma once

#include "processing/step.h"
#include "processing/steps/imageformat.h"
#include "processing/steps/imagesize.h"

namespace sluice {

/// The image that decodeImage() yields, resized as resizePlan() says. Nothing of over maxMegapixels is made.
class ResizeStep final : public Step
{
public:
    struct Settings
    {
        QSize box{}; ///< in px, see resizePlan()
        ResizeMode mode = ResizeMode::Fit;
        bool enlarge = false;
        std::optional<ImageFormat> format{}; ///< none: that of the original, but PNG for GIF, which Qt does not write
        int quality = 85;                    ///< see ImageEncoding
    };

    explicit ResizeStep(Settings settings) : m_settings(settings) {}

    QString name() const override;
    Result<StepOutput> run(StepInput input, const StepFolders &folders, CancelToken token) const override;
    bool changesBody() const override { return true; }

private:
    ImageFormat formatFor(ImageFormat original) const;

    Settings m_settings;
};

StepKind resizeStepKind();

} // namespace sluice
