// What a chart shows, apart from how: everything (curves, legend, table, picture, words) is made from this.
#pragma once

#include "core/seriespoint.h"

#include <QString>

#include <functional>
#include <span>
#include <vector>

namespace sluice {

enum class CurveKind {
    Line,
    Limit, ///< a dashed line that holds until it is changed
    Band,  ///< an area on top of the bands before it
    Gap,   ///< an area from `base` up to the value; no height where the gap has another cause
};

enum class CurveUnit { Count, Milliseconds };

struct CurveSpec
{
    QString name;   ///< a word or two in the legend
    QString column; ///< in tables and files: never translated
    CurveKind kind = CurveKind::Line;
    int colour = 0; ///< of Palette::bands
    /// Not a number: nothing was measured in that second.
    std::function<double(const SeriesPoint &)> value;
    std::function<double(const SeriesPoint &)> base; ///< of a gap
    bool compared = false;                           ///< drawn for the other run too, when two are laid on one axis
};

struct ChartSpec
{
    QString title;
    QString what; ///< how to read it, in a sentence or two
    CurveUnit unit = CurveUnit::Count;
    double smallestTop = 1;
    std::vector<CurveSpec> curves; ///< at most eight: more cannot be told apart
    /// The latest second in a few words, beside the title.
    std::function<QString(const SeriesPoint &)> headline;
    /// A stretch of a run that is over, in as few.
    std::function<QString(std::span<const SeriesPoint>)> overall;
    /// The stretch shown in one sentence: what a person would say who looks at it.
    std::function<QString(std::span<const SeriesPoint>)> summary;
    /// More about one second than the legend says: empty for nothing.
    std::function<QString(const SeriesPoint &)> detail;

    bool isStacked() const { return !curves.empty() && curves.front().kind == CurveKind::Band; }
};

/// Of the seconds in which something was measured; not a number without any.
double meanOf(std::span<const SeriesPoint> points, const std::function<double(const SeriesPoint &)> &value);

/// A number of a chart, for reading. Not a number is a dash.
QString chartNumber(CurveUnit unit, double value);

} // namespace sluice
