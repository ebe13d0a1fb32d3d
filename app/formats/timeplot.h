// Curves over time as SVG, drawn by ourselves: a few hundred paths need no chart library, and no window.
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <vector>

class QXmlStreamWriter;

namespace sluice {

struct PlotCurve
{
    QString name;
    QByteArray look;            ///< a class of the page's style sheet, which says the colour
    std::vector<double> values; ///< one a moment; NaN: nothing was measured then
    bool stepped = false;       ///< holds until the next moment
};

struct TimePlot
{
    QString title;
    QString sentence;             ///< what is to be seen, for those who do not see it
    std::vector<double> moments;  ///< seconds since the start, growing
    double length = 0;            ///< seconds, the right edge
    std::vector<PlotCurve> bands; ///< one upon the other, the first at the bottom; no NaN
    std::vector<PlotCurve> lines; ///< over them
    std::vector<double> marks;    ///< upright lines
    double smallestTop = 1;       ///< of the upright axis
    std::function<QString(double)> valueText;
    std::function<QString(double)> timeText;
};

/// An <svg> element for a page in HTML or XML; without scripts, styles of its own or anything to load.
void writeSvg(QXmlStreamWriter &xml, const TimePlot &plot);

/// The sign of a curve beside its name in a legend.
void writeSwatch(QXmlStreamWriter &xml, const PlotCurve &curve, bool isBand);

/// The next larger of 1, 2, 2.5 and 5 times a power of ten.
double niceStep(double atLeast);

} // namespace sluice
