// Images made by the test, whole and broken.
#pragma once

#include <QImage>

namespace sluice::test {

/// Red above, blue below, so that a turned or mirrored copy shows.
QImage redOverBlue(QSize size);

/// In the format of that name ("png", "jpeg", "webp").
QByteArray encoded(const QImage &image, const char *format);

/// A JPEG whose EXIF data says how it is to be turned (1 to 8, EXIF 2.3 tag 0x0112).
QByteArray withOrientation(const QByteArray &jpeg, int orientation);

/// A PNG of a few bytes that says it has this size.
QByteArray pngHeader(quint32 width, quint32 height);

/// A whole PNG of that size, all black, of few bytes: `bits` of grey a pixel.
QByteArray pngOfZeros(quint32 width, quint32 height, int bits = 1);

/// Pixels that no compression helps, the same ones each time.
QImage noise(QSize size);

/// The smallest GIF: one black pixel.
QByteArray tinyGif();

} // namespace sluice::test
