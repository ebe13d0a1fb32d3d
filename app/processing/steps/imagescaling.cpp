#include "processing/steps/imagescaling.h"

namespace sluice {

QImage scaledImage(QImage image, QSize size)
{
    if (image.size() == size)
        return image;
    // Qt would bring the result back to the palette, and lose transparency on the way
    if (image.colorCount() > 0)
        image.convertTo(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    if (image.format() == QImage::Format_ARGB32)
        image.convertTo(QImage::Format_ARGB32_Premultiplied); // in place; Qt would do it in a copy
    return image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

} // namespace sluice
