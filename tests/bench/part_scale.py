"""Requests per second from 10³ to 10⁶ jobs: the list must not slow what runs."""

import statistics

from measure import progress
from million import JOBS
from report import Section, at_least, table


def run(bench):
    rates, walls, peaks = {}, {}, {}

    def note(count, figure, summary):
        progress(f"  {count:,} jobs: {summary['requestsPerSecond']:,.0f}/s")
        rates.setdefault(count, []).append(summary["requestsPerSecond"])
        walls.setdefault(count, []).append(figure.wall)
        peaks.setdefault(count, []).append(figure.rss_mb)

    counts = [1_000, 10_000, 100_000]
    bench.million.run(10_000)  # warm-up, not counted
    for turn in range(bench.rounds):
        for count in counts:
            note(count, *bench.million.run(count)[:2])
        if turn == 0:  # between others, so that it has neither the best nor the worst of the machine
            note(JOBS, *bench.million.finished()[:2])
    rows = [[f"{count:,}", f"{statistics.median(rates[count]):,.0f}", f"{min(rates[count]):,.0f}–{max(rates[count]):,.0f}",
             f"{statistics.median(walls[count]):.2f}", f"{statistics.median(peaks[count]):.0f}"] for count in sorted(rates)]
    lines = [f"1 KB from nginx, 64 in flight, every result stored; {bench.rounds} rounds in turn, the million once. "
             "Requests/s are of the run alone, as its summary has them; seconds are of the whole process, the import "
             "included.", ""]
    lines += table(["jobs", "requests/s", "(lowest–highest)", "seconds", "peak RSS MB"], rows)
    lines += ["", f"RSS with {JOBS:,} jobs, from reading the list to the end of the run: "
              f"{statistics.median(peaks[JOBS]):.0f} MB."]
    ratio = statistics.median(rates[JOBS]) / statistics.median(rates[10_000])
    return Section("From a thousand to a million jobs", lines, [at_least("req/s at 10⁶ jobs ÷ at 10⁴", ratio, 0.9)])
