// How long things take: answers, and our own event loops.
#include "core/humanize.h"
#include "ui/charts/chartspecs.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Charts", text);
}

Quantiles SeriesPoint::*memberOf(LatencyPhase phase)
{
    switch (phase) {
    case LatencyPhase::Connecting:
        return &SeriesPoint::connecting;
    case LatencyPhase::FirstByte:
        return &SeriesPoint::firstByte;
    case LatencyPhase::Body:
        return &SeriesPoint::body;
    case LatencyPhase::Total:
        return &SeriesPoint::total;
    }
    Q_UNREACHABLE();
}

QString columnOf(LatencyPhase phase)
{
    switch (phase) {
    case LatencyPhase::Connecting:
        return QStringLiteral("connecting");
    case LatencyPhase::FirstByte:
        return QStringLiteral("first_byte");
    case LatencyPhase::Body:
        return QStringLiteral("body");
    case LatencyPhase::Total:
        return QStringLiteral("total");
    }
    Q_UNREACHABLE();
}

QString milliseconds(double value)
{
    return chartNumber(CurveUnit::Milliseconds, value);
}

CurveSpec quantile(LatencyPhase phase, const QString &name, int colour, double Quantiles::*part)
{
    const auto of = memberOf(phase);
    return {name,
            QStringLiteral("%1_%2_ms").arg(columnOf(phase), name),
            CurveKind::Line,
            colour,
            [of, part](const SeriesPoint &point) {
                const auto &spread = point.*of;
                return spread.p99 > 0 ? spread.*part : std::numeric_limits<double>::quiet_NaN();
            },
            {},
            part != &Quantiles::p90};
}

QString latencySummary(LatencyPhase phase, std::span<const SeriesPoint> points)
{
    const auto of = memberOf(phase);
    std::vector<double> middles;
    double worst = 0;
    for (const auto &point : points) {
        if ((point.*of).p99 <= 0)
            continue;
        middles.push_back((point.*of).p50);
        worst = std::max(worst, (point.*of).p99);
    }
    if (middles.empty())
        return tr("Nothing was measured in the seconds shown.");
    const auto middle = middles.begin() + static_cast<qsizetype>(middles.size() / 2);
    std::nth_element(middles.begin(), middle, middles.end());
    return tr("%1: half of the seconds had a p50 under %2; the p99 was at most %3.")
        .arg(latencyPhaseName(phase), milliseconds(*middle), milliseconds(worst));
}

} // namespace

QString latencyPhaseName(LatencyPhase phase)
{
    switch (phase) {
    case LatencyPhase::Connecting:
        return tr("Connecting");
    case LatencyPhase::FirstByte:
        return tr("First byte");
    case LatencyPhase::Body:
        return tr("Body");
    case LatencyPhase::Total:
        return tr("Whole answer");
    }
    Q_UNREACHABLE();
}

ChartSpec latencyChart(LatencyPhase phase)
{
    ChartSpec chart;
    chart.title = tr("Latency");
    chart.what = tr("How long answers took. p50: half of a second's answers were quicker; p90: nine in ten; p99: all "
                    "but one in a hundred. Connecting is look-up, connection and encryption of new connections.");
    chart.unit = CurveUnit::Milliseconds;
    chart.smallestTop = 10;
    chart.curves = {quantile(phase, QStringLiteral("p99"), 7, &Quantiles::p99),
                    quantile(phase, QStringLiteral("p90"), 1, &Quantiles::p90),
                    quantile(phase, QStringLiteral("p50"), 4, &Quantiles::p50)};
    chart.headline = [of = memberOf(phase)](const SeriesPoint &point) {
        const auto &spread = point.*of;
        return spread.p99 > 0 ? tr("p50 %1 · p99 %2").arg(milliseconds(spread.p50), milliseconds(spread.p99))
                              : QString();
    };
    chart.overall = [curves = chart.curves](std::span<const SeriesPoint> points) {
        const double middle = meanOf(points, curves.back().value);
        const double slow = meanOf(points, curves.front().value);
        return std::isfinite(middle) ? tr("on average p50 %1 · p99 %2").arg(milliseconds(middle), milliseconds(slow))
                                     : QString();
    };
    chart.summary = [phase](std::span<const SeriesPoint> points) {
        return latencySummary(phase, points);
    };
    return chart;
}

ChartSpec loopLagChart()
{
    ChartSpec chart;
    chart.title = tr("Loop lag");
    chart.what = tr("How late Sluice's own threads got round to things, at worst in each second: the engine, which "
                    "moves all transfers on, and this window. Over 50 ms something is in the way.");
    chart.unit = CurveUnit::Milliseconds;
    chart.smallestTop = 10;
    chart.curves = {{tr("engine"),
                     QStringLiteral("engine_lag_ms"),
                     CurveKind::Line,
                     4,
                     [](const SeriesPoint &point) { return point.loopLag; },
                     {},
                     true},
                    {tr("window"),
                     QStringLiteral("window_lag_ms"),
                     CurveKind::Line,
                     3,
                     [](const SeriesPoint &point) { return point.windowLag; },
                     {}}};
    const auto most = [](std::span<const SeriesPoint> points, double SeriesPoint::*lag) {
        double worst = 0;
        for (const auto &point : points)
            worst = std::max(worst, point.*lag);
        return worst;
    };
    chart.headline = [](const SeriesPoint &point) {
        return tr("engine %1").arg(milliseconds(point.loopLag));
    };
    chart.overall = [most](std::span<const SeriesPoint> points) {
        return tr("engine at most %1").arg(milliseconds(most(points, &SeriesPoint::loopLag)));
    };
    chart.summary = [most](std::span<const SeriesPoint> points) {
        const double engine = most(points, &SeriesPoint::loopLag);
        const double window = most(points, &SeriesPoint::windowLag);
        return tr("The engine was at most %1 late, the window %2.").arg(milliseconds(engine), milliseconds(window));
    };
    return chart;
}

} // namespace sluice
