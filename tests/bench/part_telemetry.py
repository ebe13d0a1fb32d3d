"""What counting costs a job. There is no switch that turns it off, so its share is worked out from its own time."""

import statistics

import part_small
from measure import Failure, Program, in_turn, measured, median
from report import Section, at_most
from server import Nginx


def run(bench):
    if not bench.meter:
        raise Failure("the program sluice-bench-meter was not built")
    counting = statistics.median(float(measured(Program([bench.meter]), bench.folder).output) for _ in range(3))
    with Nginx(bench.folder).add("1k", 1024) as server:
        ours = {part_small.OURS: part_small.programs(bench, server.base)[part_small.OURS]}
        figures = in_turn(ours, bench.rounds, bench.folder)[part_small.OURS]
    cpu = median(figures, lambda f: f.cpu)
    if cpu is None:
        raise figures
    per_job = cpu / part_small.REQUESTS * 1e9
    share = counting / per_job * 100
    lines = [f"The run's meter (counters, histograms, the series of seconds) takes {counting:.0f} ns a job in a loop of its "
             f"own, of {per_job / 1000:.0f} µs of CPU for a job that is fetched and stored: {share:.1f} %. That leaves out "
             "what the loop's warm caches hide, and the reading of clocks that deadlines need anyway."]
    return Section("Telemetry", lines, [at_most("telemetry, % of a job's CPU", share, 3, "{:.1f}")])
