// Small pictures of large ones.
#pragma once

#include "processing/step.h"
#include "processing/steps/imageformat.h"

#include <QSize>

namespace sluice {

/// The first frame of a PNG, JPEG, WebP or GIF image, turned upright as its EXIF data says, reduced to fit the
/// given size with its proportions kept, never enlarged; transparency becomes white where the format has none.
/// Decodes at the reduced size where the decoder can (JPEG: an eighth of the pixels and less are ever touched).
///
/// Refused: other formats, images over 128 megapixels (before anything is decoded), images that end too early.
/// Cancelling takes effect at the decoder's next read.
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
