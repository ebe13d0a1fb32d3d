// How large an image becomes.
#pragma once

#include <QRect>
#include <QSize>

namespace sluice {

/// The original's proportions, as large as the box allows; not over the original unless `enlarge`. A side of 0 of the
/// box is no bound, not both. Fractions of a pixel are dropped, but no side is under 1.
QSize sizeWithin(QSize original, QSize box, bool enlarge);

enum class ResizeMode {
    Fit,     ///< as sizeWithin()
    Fill,    ///< as large as the box; what sticks out on both sides is cut off
    Stretch, ///< as large as the box, whatever becomes of the proportions
};

/// Three stages: decode at a size, take a part out of that, bring the part to the result's size. No stage has more
/// pixels than the larger of the original and the result.
struct ResizePlan
{
    QSize decoded{};
    QRect part{};
    QSize result{};
    bool operator==(const ResizePlan &) const = default;
};

/// Sizes in px and upright; sides of the box over 0, for Fit as in sizeWithin(). Fill and Stretch without `enlarge`
/// where the original is not as large as the box: the box is reduced until it fits in the original, so that the result
/// has the box's proportions all the same.
ResizePlan resizePlan(QSize original, QSize box, ResizeMode mode, bool enlarge);

} // namespace sluice
