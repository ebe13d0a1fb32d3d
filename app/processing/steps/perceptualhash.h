// A fingerprint of what an image looks like.
#pragma once

#include <QImage>

namespace sluice {

/// 64 bits that hardly change when an image is scaled, stretched, compressed again or made a little brighter: few bits
/// differ between copies of one image, about half of them between two images taken at random. Up to 8 is a fair guess
/// for "the same". Turned, mirrored and cut images count as others. Images of one colour have no features: their hash
/// is 8000000000000000, black 0.
///
/// Method: N. Krawetz, "Looks Like It" (2011), with the median in place of the mean, as in C. Zauner, "Implementation
/// and Benchmarking of Perceptual Image Hash Functions" (2010). As formulas:
/// g(x, y) = 0.299 R + 0.587 G + 0.114 B of the image stretched to 32 × 32 pixels;
/// D(u, v) = Σx Σy g(x, y) cos((2x + 1) u π / 64) cos((2y + 1) v π / 64), 0 <= u, v < 8, rounded to a whole number;
/// bit 63 − (8 v + u) is set where D(u, v) is greater than the median of the 64.
/// Bits and their order are those of phash() of the Python package ImageHash, so that hashes can be compared; that
/// package scales differently, which turns a few bits.
quint64 perceptualHash(const QImage &image);

} // namespace sluice
