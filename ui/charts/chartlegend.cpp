#include "ui/charts/chartlegend.h"

#include "ui/theme/palette.h"

#include <QPainter>

namespace sluice {

namespace {

constexpr int side = 12;
constexpr int swatch = 10;
constexpr int gap = 5;
constexpr int between = 14;
constexpr int lineHeight = 18;

} // namespace

ChartLegend::ChartLegend(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    auto small = font();
    small.setPointSizeF(small.pointSizeF() - 1);
    setFont(small);
}

void ChartLegend::setCurves(const std::vector<CurveSpec> &curves)
{
    m_entries.clear();
    for (const auto &curve : curves)
        m_entries.push_back({curve.name, {}, curve.kind, curve.colour});
    if (!m_other.isEmpty())
        m_entries.push_back({m_other, {}, CurveKind::Line, -1});
    updateGeometry();
    update();
}

void ChartLegend::setValues(const QStringList &values)
{
    for (qsizetype i = 0; i < values.size() && i < qsizetype(m_entries.size()); ++i)
        m_entries[static_cast<size_t>(i)].value = values[i];
    update();
}

void ChartLegend::setOther(const QString &label)
{
    if (label == m_other)
        return;
    if (!m_other.isEmpty())
        m_entries.pop_back();
    m_other = label;
    if (!m_other.isEmpty())
        m_entries.push_back({m_other, {}, CurveKind::Line, -1});
    updateGeometry();
    update();
}

int ChartLegend::widthOf(const Entry &entry) const
{
    // Room for four digits keeps the row from trembling while values run.
    const auto metrics = fontMetrics();
    const int value = entry.colour < 0 ? 0
                                       : gap + std::max(metrics.horizontalAdvance(entry.value),
                                                        metrics.horizontalAdvance(QStringLiteral("0000")));
    return swatch + gap + metrics.horizontalAdvance(entry.name) + value + between;
}

/// Calls back with each entry and its place; returns the height of all.
template <typename Visit>
int ChartLegend::forEachPlace(int width, Visit visit) const
{
    int x = side;
    int y = 0;
    for (const auto &entry : m_entries) {
        const int wide = widthOf(entry);
        if (x > side && x + wide - between > width - side) {
            x = side;
            y += lineHeight;
        }
        visit(entry, QRect(x, y, wide, lineHeight));
        x += wide;
    }
    return y + lineHeight;
}

int ChartLegend::heightForWidth(int width) const
{
    return forEachPlace(width, [](const Entry &, const QRect &) {});
}

QSize ChartLegend::sizeHint() const
{
    return {240, heightForWidth(width())};
}

void ChartLegend::paint(QPainter *painter, const Palette &colours) const
{
    painter->setFont(font());
    forEachPlace(width(), [&](const Entry &entry, const QRect &place) {
        const auto &color = entry.colour < 0 ? colours.text : colours.bands[static_cast<size_t>(entry.colour)];
        const QRectF sign(place.x(), place.center().y() - swatch / 2.0 + 1, swatch, swatch);
        QPen pen(color, 2);
        switch (entry.kind) {
        case CurveKind::Band:
        case CurveKind::Gap:
            painter->setPen(Qt::NoPen);
            painter->setBrush(color);
            painter->drawRoundedRect(sign, 2, 2);
            break;
        case CurveKind::Limit:
            pen.setDashPattern({2, 1});
            [[fallthrough]];
        case CurveKind::Line:
            if (entry.colour < 0)
                pen.setDashPattern({0.5, 1});
            painter->setPen(pen);
            painter->drawLine(QPointF(sign.left(), sign.center().y()), QPointF(sign.right(), sign.center().y()));
            break;
        }
        const auto words = place.adjusted(swatch + gap, 0, 0, 0);
        painter->setPen(colours.dimmed);
        painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft, entry.name);
        painter->setPen(colours.text);
        painter->drawText(words.adjusted(fontMetrics().horizontalAdvance(entry.name) + gap, 0, 0, 0),
                          Qt::AlignVCenter | Qt::AlignLeft, entry.value);
    });
}

void ChartLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paint(&painter, paletteFor(palette()));
}

} // namespace sluice
