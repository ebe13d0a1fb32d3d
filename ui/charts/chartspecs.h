// The charts of the page.
#pragma once

#include "ui/charts/chartspec.h"

namespace sluice {

enum class LatencyPhase { Connecting, FirstByte, Body, Total };
inline constexpr std::array allLatencyPhases{LatencyPhase::Connecting, LatencyPhase::FirstByte, LatencyPhase::Body,
                                             LatencyPhase::Total};
QString latencyPhaseName(LatencyPhase phase);

ChartSpec waitsChart();       ///< what all jobs spend their time on
ChartSpec concurrencyChart(); ///< limit, wanted, in flight, and why they differ
ChartSpec latencyChart(LatencyPhase phase);
ChartSpec errorsChart();
ChartSpec processorChart(int cores); ///< cores of this computer
ChartSpec loopLagChart();
ChartSpec queuesChart();

} // namespace sluice
