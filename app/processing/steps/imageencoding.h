// Writing images.
#pragma once

#include "processing/step.h"
#include "processing/steps/imageformat.h"

#include <QImage>

namespace sluice {

struct ImageEncoding
{
    ImageFormat format = ImageFormat::Jpeg; ///< not Gif, which Qt does not write
    int quality = 85;                       ///< 1 to 100, of JPEG and WebP; WebP at 100 is lossless
};

/// This installation has what it takes to write the format.
bool canEncode(ImageFormat format);

/// The body of a file with the image's pixels, their density and their colour profile, and nothing else: comments and
/// other texts that came with the pixels stay behind. Transparency becomes white in JPEG. Failures are of kind Step, or
/// Storage as those of bodyOf(); cancelling takes effect at the encoder's next write.
Result<Body> encodeImage(const QImage &image, const ImageEncoding &encoding, const StepFolders &folders,
                         const CancelToken &token);

/// The image over white, without transparency.
QImage onWhite(const QImage &image);

} // namespace sluice
