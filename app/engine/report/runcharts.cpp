#include "engine/report/runcharts.h"

#include "core/humanize.h"
#include "engine/report/sampledseries.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sluice {

namespace {

constexpr size_t mostMoments = 600;

QString tr(const char *text)
{
    return QCoreApplication::translate("RunCharts", text);
}

QString timeText(double time)
{
    return time == 0 ? QStringLiteral("0") : humanDuration(Duration(std::llround(time * 1e6)));
}

QString milliseconds(double value)
{
    return humanDuration(Duration(std::llround(value * 1e3)));
}

double highestOf(const std::vector<double> &values)
{
    double highest = 0;
    for (const auto value : values)
        highest = std::fmax(highest, value);
    return highest;
}

double meanOf(const std::vector<double> &values)
{
    double sum = 0;
    double count = 0;
    for (const auto value : values) {
        if (!std::isnan(value)) {
            sum += value;
            ++count;
        }
    }
    return count > 0 ? sum / count : 0;
}

class Charts
{
public:
    explicit Charts(const KeptRun &run) : m_run(run), m_series(run.series, start(run), mostMoments) {}

    size_t secondsEach() const { return m_series.secondsEach(); }
    std::vector<RunChart> all() const
    {
        std::vector<RunChart> charts{waits(), throughput(), concurrency(), latency()};
        if (auto chart = errors(); !chart.plot.bands.empty())
            charts.push_back(std::move(chart));
        charts.push_back(processor());
        charts.push_back(lags());
        return charts;
    }

private:
    static WallTime start(const KeptRun &run)
    {
        return run.series.empty() ? run.record.started : std::min(run.record.started, run.series.front().second);
    }

    RunChart empty(const QString &title, const QString &axis, std::function<QString(double)> valueText) const
    {
        RunChart chart;
        chart.axis = axis;
        chart.plot.title = title;
        chart.plot.moments = m_series.moments();
        chart.plot.length = m_series.length();
        chart.plot.valueText = std::move(valueText);
        chart.plot.timeText = timeText;
        for (const auto &point : m_run.series) {
            if (!point.mark.isEmpty() && chart.plot.marks.size() < mostMoments)
                chart.plot.marks.push_back(seconds(point.second - start(m_run)));
        }
        return chart;
    }

    RunChart waits() const
    {
        auto chart = empty(tr("What jobs were doing"), tr("jobs"), humanNumber);
        WaitReason largest = WaitReason::FirstByte;
        double most = 0;
        double all = 0;
        for (const auto reason : allWaitReasons) {
            if (reason == WaitReason::Commit)
                continue; // nobody waits for it
            auto values = m_series.means([reason](const SeriesPoint &p) { return seconds(p.waits.of(reason)); });
            const auto sum = std::accumulate(values.begin(), values.end(), 0.0);
            all += sum;
            if (sum > most) {
                most = sum;
                largest = reason;
            }
            if (sum > 0)
                chart.plot.bands.push_back(
                    {waitReasonLabel(reason), QByteArray("w-") + waitReasonName(reason).data(), std::move(values)});
        }
        chart.plot.sentence = all > 0 ? tr("Most of the time of all jobs, %1, went to: %2.")
                                            .arg(humanPercent(most / all), waitReasonLabel(largest))
                                      : tr("What jobs spent their time on was not kept.");
        return chart;
    }

    RunChart throughput() const
    {
        auto chart = empty(tr("Throughput"), tr("attempts each second"), humanNumber);
        auto finished = m_series.means([](const SeriesPoint &p) { return double(p.finished); });
        chart.plot.sentence =
            tr("%1 on average, at most %2.").arg(humanRate(meanOf(finished)), humanRate(highestOf(finished)));
        chart.plot.lines = {
            {tr("ended"), "l-main", std::move(finished)},
            {tr("of these failed"), "l-bad", m_series.means([](const SeriesPoint &p) { return double(p.failed); })}};
        return chart;
    }

    RunChart concurrency() const
    {
        auto chart = empty(tr("In flight"), tr("jobs"), humanNumber);
        auto inFlight = m_series.means([](const SeriesPoint &p) { return double(p.inFlight); });
        chart.plot.sentence = tr("%1 in flight on average, under a limit of at most %2.")
                                  .arg(humanNumber(meanOf(inFlight)),
                                       humanCount(std::llround(highestOf(
                                           m_series.highest([](const SeriesPoint &p) { return double(p.limit); })))));
        chart.plot.lines = {
            {tr("limit"), "l-limit", m_series.means([](const SeriesPoint &p) { return double(p.limit); }), true},
            {tr("wanted"), "l-wanted", m_series.means([](const SeriesPoint &p) { return double(p.wanted); })},
            {tr("in flight"), "l-main", std::move(inFlight)}};
        return chart;
    }

    RunChart latency() const
    {
        auto chart = empty(tr("Latency"), tr("request to complete body"), milliseconds);
        // What was kept before whole latencies were.
        const bool whole = std::ranges::any_of(m_run.series, [](const auto &p) { return p.total != Quantiles(); });
        const auto of = [whole](const SeriesPoint &p) -> const Quantiles & {
            return whole ? p.total : p.firstByte;
        };
        if (!whole)
            chart.axis = tr("request to first byte");
        auto half = m_series.measured([of](const SeriesPoint &p) { return of(p).p50; });
        auto tail = m_series.measured([of](const SeriesPoint &p) { return of(p).p99; });
        chart.plot.sentence = tr("Half of the attempts within %1, 99 % within %2, on average over the seconds.")
                                  .arg(milliseconds(meanOf(half)), milliseconds(meanOf(tail)));
        chart.plot.lines = {
            {tr("99 % within"), "l-third", std::move(tail)},
            {tr("90 % within"), "l-second", m_series.measured([of](const SeriesPoint &p) { return of(p).p90; })},
            {tr("half within"), "l-main", std::move(half)}};
        return chart;
    }

    RunChart errors() const
    {
        auto chart = empty(tr("Errors"), tr("attempts each second"), humanNumber);
        qint64 all = 0;
        for (size_t kind = 0; kind < errorKindCount; ++kind) {
            qint64 count = 0;
            for (const auto &point : m_run.series)
                count += point.errors[kind];
            all += count;
            const auto name = errorKindName(static_cast<ErrorKind>(kind));
            if (count > 0)
                chart.plot.bands.push_back(
                    {name, QByteArray("e-") + name.data(),
                     m_series.means([kind](const SeriesPoint &p) { return double(p.errors[kind]); })});
        }
        chart.plot.sentence = tr("%1 attempts failed.").arg(humanCount(all));
        return chart;
    }

    RunChart processor() const
    {
        auto chart = empty(tr("Processor"), tr("cores"), humanNumber);
        auto cpu = m_series.means([](const SeriesPoint &p) { return p.cpu; });
        chart.plot.sentence =
            tr("%1 cores in use on average, at most %2.").arg(humanNumber(meanOf(cpu)), humanNumber(highestOf(cpu)));
        chart.plot.lines = {{tr("computing threads busy"), "l-wanted",
                             m_series.means([](const SeriesPoint &p) { return double(p.cpuBusy); })},
                            {tr("processor of Sluice"), "l-cpu", std::move(cpu)}};
        return chart;
    }

    RunChart lags() const
    {
        auto chart = empty(tr("Loop lag"), tr("worst of each second"), milliseconds);
        auto loop = m_series.highest([](const SeriesPoint &p) { return p.loopLag; });
        auto window = m_series.highest([](const SeriesPoint &p) { return p.windowLag; });
        chart.plot.smallestTop = 10;
        chart.plot.sentence = tr("Sluice's own thread was late by %1 at worst.").arg(milliseconds(highestOf(loop)));
        const bool hadWindow = highestOf(window) > 0;
        chart.plot.lines.push_back({tr("engine"), "l-main", std::move(loop)});
        if (hadWindow)
            chart.plot.lines.push_back({tr("window"), "l-second", std::move(window)});
        return chart;
    }

    const KeptRun &m_run;
    SampledSeries m_series;
};

} // namespace

std::vector<RunChart> chartsOf(const KeptRun &run)
{
    return run.series.empty() ? std::vector<RunChart>() : Charts(run).all();
}

size_t secondsEachPoint(const KeptRun &run)
{
    return Charts(run).secondsEach();
}

} // namespace sluice
