#include "formats/timeplot.h"

#include <QXmlStreamWriter>

#include <algorithm>
#include <array>
#include <cmath>

namespace sluice {

namespace {

constexpr double width = 960;
constexpr double height = 220;
constexpr double left = 76;
constexpr double right = 948;
constexpr double top = 10;
constexpr double bottom = 196;
constexpr double edgeRoom = 24; // that the middle of a time needs
constexpr double steps = 4;
constexpr double mostTimes = 8;
const auto svgNamespace = QStringLiteral("http://www.w3.org/2000/svg");

QString number(double value)
{
    return QString::number(std::round(value * 10) / 10, 'g', 6);
}

class Drawing
{
public:
    Drawing(QXmlStreamWriter &xml, const TimePlot &plot) : m_xml(xml), m_plot(plot), m_step(stepOf(plot)) {}

    void draw()
    {
        drawGrid();
        drawBands();
        for (const auto &line : m_plot.lines)
            path(lineData(line), "curve " + line.look);
        for (const auto mark : m_plot.marks)
            path(QStringLiteral("M%1 %2V%3").arg(number(x(mark)), number(top), number(bottom)), "mark");
    }

private:
    static double stepOf(const TimePlot &plot)
    {
        double highest = plot.smallestTop;
        for (size_t i = 0; i < plot.moments.size(); ++i) {
            double stacked = 0;
            for (const auto &band : plot.bands)
                stacked += band.values[i];
            highest = std::max(highest, stacked);
            for (const auto &line : plot.lines)
                highest = std::fmax(highest, line.values[i]); // passes over NaN
        }
        return niceStep(highest / steps);
    }

    double x(double moment) const { return left + (right - left) * moment / std::max(m_plot.length, 1.0); }
    double y(double value) const { return bottom - (bottom - top) * value / (m_step * steps); }

    void path(const QString &data, const QByteArray &look)
    {
        if (data.isEmpty())
            return;
        m_xml.writeEmptyElement(QStringLiteral("path"));
        m_xml.writeAttribute(QStringLiteral("class"), QString::fromLatin1(look));
        m_xml.writeAttribute(QStringLiteral("d"), data);
    }

    void text(double atX, double atY, const char *anchor, const QString &words)
    {
        m_xml.writeStartElement(QStringLiteral("text"));
        m_xml.writeAttribute(QStringLiteral("class"), QStringLiteral("axis"));
        m_xml.writeAttribute(QStringLiteral("x"), number(atX));
        m_xml.writeAttribute(QStringLiteral("y"), number(atY));
        m_xml.writeAttribute(QStringLiteral("text-anchor"), QString::fromLatin1(anchor));
        m_xml.writeCharacters(words);
        m_xml.writeEndElement();
    }

    void drawGrid()
    {
        for (double step = 0; step <= steps; ++step) {
            const auto value = step * m_step;
            path(QStringLiteral("M%1 %2H%3").arg(number(left), number(y(value)), number(right)), "grid");
            text(left - 8, y(value) + 4, "end", m_plot.valueText(value));
        }
        static constexpr std::array spans{1,   2,   5,    10,   15,   30,    60,    120,  300,
                                          600, 900, 1800, 3600, 7200, 21600, 43200, 86400};
        const auto found = std::ranges::find_if(spans, [this](int span) { return m_plot.length / span <= mostTimes; });
        const double span = found == spans.end() ? niceStep(m_plot.length / 86400 / mostTimes) * 86400 : *found;
        for (double time = 0; time <= m_plot.length; time += span)
            text(x(time), height - 8,
                 time == 0                    ? "start"
                 : x(time) > right - edgeRoom ? "end"
                                              : "middle",
                 m_plot.timeText(time));
    }

    void drawBands()
    {
        std::vector<double> floor(m_plot.moments.size(), 0.0);
        for (const auto &band : m_plot.bands) {
            auto ceiling = floor;
            for (size_t i = 0; i < ceiling.size(); ++i)
                ceiling[i] += band.values[i];
            path(areaData(floor, ceiling), "band " + band.look);
            floor = std::move(ceiling);
        }
    }

    QString areaData(const std::vector<double> &floor, const std::vector<double> &ceiling) const
    {
        QString data;
        for (size_t i = 0; i < ceiling.size(); ++i)
            data += (i == 0 ? u'M' : u'L') + point(m_plot.moments[i], ceiling[i]);
        for (size_t i = floor.size(); i-- > 0;)
            data += u'L' + point(m_plot.moments[i], floor[i]);
        return data.isEmpty() ? data : data + u'Z';
    }

    QString lineData(const PlotCurve &line) const
    {
        QString data;
        bool drawing = false;
        for (size_t i = 0; i < line.values.size(); ++i) {
            const auto value = line.values[i];
            if (std::isnan(value)) {
                drawing = false;
                continue;
            }
            const auto at = point(m_plot.moments[i], value);
            if (!drawing)
                data += u'M' + at + QStringLiteral("h1"); // one alone is a dot
            else if (line.stepped)
                data += u'H' + number(x(m_plot.moments[i])) + u'V' + number(y(value));
            else
                data += u'L' + at;
            drawing = true;
        }
        return data;
    }

    QString point(double moment, double value) const { return number(x(moment)) + u' ' + number(y(value)); }

    QXmlStreamWriter &m_xml;
    const TimePlot &m_plot;
    double m_step; // between two lines of the grid
};

} // namespace

double niceStep(double atLeast)
{
    if (!(atLeast > 0))
        return 1;
    const double power = std::pow(10.0, std::floor(std::log10(atLeast)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= atLeast * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

void writeSvg(QXmlStreamWriter &xml, const TimePlot &plot)
{
    xml.writeStartElement(QStringLiteral("svg"));
    xml.writeDefaultNamespace(svgNamespace);
    xml.writeAttribute(QStringLiteral("class"), QStringLiteral("plot"));
    xml.writeAttribute(QStringLiteral("viewBox"), QStringLiteral("0 0 %1 %2").arg(width).arg(height));
    xml.writeAttribute(QStringLiteral("role"), QStringLiteral("img"));
    xml.writeAttribute(QStringLiteral("aria-label"), plot.title + QStringLiteral(". ") + plot.sentence);
    Drawing(xml, plot).draw();
    xml.writeEndElement();
}

void writeSwatch(QXmlStreamWriter &xml, const PlotCurve &curve, bool isBand)
{
    xml.writeStartElement(QStringLiteral("svg"));
    xml.writeDefaultNamespace(svgNamespace);
    xml.writeAttribute(QStringLiteral("width"), QStringLiteral("18"));
    xml.writeAttribute(QStringLiteral("height"), QStringLiteral("10"));
    xml.writeAttribute(QStringLiteral("aria-hidden"), QStringLiteral("true"));
    xml.writeEmptyElement(QStringLiteral("path"));
    xml.writeAttribute(QStringLiteral("class"),
                       (isBand ? QStringLiteral("band ") : QStringLiteral("curve ")) + QString::fromLatin1(curve.look));
    xml.writeAttribute(QStringLiteral("d"), isBand ? QStringLiteral("M0 0H18V10H0Z") : QStringLiteral("M1 5H17"));
    xml.writeEndElement();
}

} // namespace sluice
