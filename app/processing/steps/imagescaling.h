// Scaling images in memory.
#pragma once

#include <QImage>

namespace sluice {

/// The image at another size: averages when it becomes smaller, interpolates when it becomes larger. Transparent pixels
/// have no part in the colours of others; an image with a palette comes back in true colour. Null when memory is
/// lacking.
QImage scaledImage(QImage image, QSize size);

} // namespace sluice
