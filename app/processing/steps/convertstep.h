// Images in another format.
#pragma once

#include "processing/step.h"
#include "processing/steps/imageencoding.h"

namespace sluice {

/// The image that decodeImage() yields, in full size, written anew as encodeImage() does: upright, without EXIF data,
/// comments and other metadata but its colour profile; so also when it has the format already.
class ConvertStep final : public Step
{
public:
    explicit ConvertStep(ImageEncoding encoding) : m_encoding(encoding) {}

    QString name() const override;
    Result<StepOutput> run(StepInput input, const StepFolders &folders, CancelToken token) const override;
    bool changesBody() const override { return true; }

private:
    ImageEncoding m_encoding;
};

StepKind convertStepKind();

} // namespace sluice
