// Decoding images that come from anywhere.
#pragma once

#include "async/canceltoken.h"
#include "core/result.h"
#include "processing/body.h"
#include "processing/steps/imageformat.h"

#include <QImage>
#include <QSize>

#include <functional>

namespace sluice {

/// No image of more pixels is decoded or made. A progressive JPEG costs its decoder 6 bytes a pixel whatever the size
/// of the result: 768 MB at most. The largest sensors of telephones (108 megapixels) pass.
constexpr qint64 maxMegapixels = 128;

bool isOverMaxMegapixels(QSize size);

/// Lets images of up to maxMegapixels be decoded whole; Qt's own limit of memory stops at a quarter of that. For all of
/// the process and not guarded by a lock: call it once, before the first image is decoded.
void allowLargeImages();

struct DecodedImage
{
    QImage image{};       ///< upright, of the size asked for
    QSize originalSize{}; ///< upright
    ImageFormat format = ImageFormat::Png;
};

/// The size to decode at, smaller or larger, given that of the original; both upright, in px.
using WantedSize = std::function<Result<QSize>(QSize original)>;

/// The first frame of a PNG, JPEG, WebP or GIF image, turned upright as its EXIF data says. Decodes at the size asked
/// for where the decoder can (JPEG: an eighth of the pixels and less are ever touched).
///
/// Refused with a sentence, kind Step: other formats, images over maxMegapixels (before anything is decoded), images
/// that are damaged or end too early, and failures of wantedSize. Cancelling takes effect at the decoder's next read.
Result<DecodedImage> decodeImage(const Body &body, const WantedSize &wantedSize, const CancelToken &token);

} // namespace sluice
