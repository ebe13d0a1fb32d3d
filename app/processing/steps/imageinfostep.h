// What an image is and looks like.
#pragma once

#include "processing/step.h"

namespace sluice {

/// Passes the body on as it is and tells of the image in it: size, format, mean colour and perceptualHash(), all of the
/// image that decodeImage() yields, over white where it is transparent. The image is decoded at 128 × 128 pixels, so
/// that a large JPEG costs an eighth of its pixels and little memory.
class ImageInfoStep final : public Step
{
public:
    QString name() const override;
    Result<StepOutput> run(StepInput input, const StepFolders &folders, CancelToken token) const override;
};

StepKind imageInfoStepKind();

} // namespace sluice
