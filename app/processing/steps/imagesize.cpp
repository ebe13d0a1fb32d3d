#include "processing/steps/imagesize.h"

#include <limits>

namespace sluice {

namespace {

constexpr int unbounded = std::numeric_limits<int>::max();

bool fits(QSize inner, QSize outer)
{
    return inner.width() <= outer.width() && inner.height() <= outer.height();
}

QRect centred(QSize inner, QSize outer)
{
    return {{(outer.width() - inner.width()) / 2, (outer.height() - inner.height()) / 2}, inner};
}

ResizePlan filling(QSize original, QSize result)
{
    const auto covering = original.scaled(result, Qt::KeepAspectRatioByExpanding);
    if (fits(covering, original))
        return {covering, centred(result, covering), result};
    // enlarging all of a long thin image to throw most of it away could cost any amount of memory
    const auto part = result.scaled(original, Qt::KeepAspectRatio).expandedTo({1, 1});
    return {original, centred(part, original), result};
}

} // namespace

QSize sizeWithin(QSize original, QSize box, bool enlarge)
{
    const QSize bounds(box.width() > 0 ? box.width() : unbounded, box.height() > 0 ? box.height() : unbounded);
    if (!enlarge && fits(original, bounds))
        return original;
    return original.scaled(bounds, Qt::KeepAspectRatio).expandedTo({1, 1});
}

ResizePlan resizePlan(QSize original, QSize box, ResizeMode mode, bool enlarge)
{
    const auto whole = [](QSize size) {
        return ResizePlan{size, QRect(QPoint(), size), size};
    };
    if (mode == ResizeMode::Fit)
        return whole(sizeWithin(original, box, enlarge));
    const auto result = enlarge ? box : sizeWithin(box, original, false);
    return mode == ResizeMode::Fill ? filling(original, result) : whole(result);
}

} // namespace sluice
