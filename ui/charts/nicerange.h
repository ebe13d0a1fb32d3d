#pragma once

namespace sluice {

/// The top of a chart's axis: a round number that grows at once when a value needs it and shrinks only after the
/// values have been small for a while, so that the picture does not jump.
class NiceRange
{
public:
    explicit NiceRange(double smallest = 1) : m_smallest(smallest), m_top(smallest) {}

    /// The axis for values up to `highest`; call once per redraw.
    double update(double highest);
    double top() const { return m_top; }

    /// The smallest of 1, 2, 4, 5, 8 · 10ⁿ that is at least `value`: all halve to a round number.
    static double niceAtLeast(double value);

private:
    double m_smallest;
    double m_top;
    int m_calm = 0; ///< redraws in a row that a smaller axis would have done for
};

} // namespace sluice
