"""The real window, drawn without a display, on a project of a million jobs."""

import json
import os
import statistics
import time

from measure import Failure, Program, measured, progress
from report import Section, at_most, table

RUN_SECONDS = 16


class Open(Program):
    """Tells the program when it was started, so that starting it is in the time."""

    def __init__(self, program, project, evicted=False):
        super().__init__([program, "open", project, "0"])
        self.evicted = evicted
        self.before = self.prepare

    def prepare(self):
        if self.evicted:
            evict(self.command[2])
        self.command[3] = str(time.monotonic_ns())


def evict(path):
    """Takes the file out of the system's cache, as after a reboot."""
    with open(path, "rb") as source:
        os.fsync(source.fileno())
        os.posix_fadvise(source.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def act_rows(acts):
    return [[act["act"], f"{act['seconds']:.2f}", f"{act['p99']:.1f}", f"{act['max']:.1f}", f"{act['own']:.1f}"]
            for act in acts]


def first_rows(bench, project, evicted=False):
    program = Open(bench.window, project, evicted)
    seconds = [json.loads(measured(program, bench.folder).output)["firstRowsSeconds"] for _ in range(bench.rounds)]
    progress("  first painted rows: " + ", ".join(f"{one:.2f}" for one in seconds) + " s")
    return statistics.median(seconds)


def run(bench):
    if not bench.window:
        raise Failure("the program sluice-bench-window was not built")
    finished = bench.million.finished()[2]
    first = first_rows(bench, finished)
    first_evicted = first_rows(bench, finished, evicted=True)
    first_queued = first_rows(bench, bench.million.queued())
    looked = json.loads(measured(Program([bench.window, "look", finished]), bench.folder).output)
    program = Program([bench.window, "run", bench.million.queued(), str(RUN_SECONDS)])
    figure = measured(program, bench.folder)
    ran = json.loads(figure.output)
    whole = ran["whole"]
    progress(f"  while running: p99 {whole['p99']:.1f} ms, max {whole['max']:.1f} ms")
    header = ["act", "seconds", "p99 ms", "max ms", "own ms"]
    lines = ["The window of `sluice` at 1280 × 800 in a program that watches its event loop: a timer ought to tick every 2 ms, "
             "and what a tick comes late is a stall. “Own” is the longest less the time in which the thread was ready but "
             "other threads or the server had the processors.", "",
             f"From the start of the process to the first painted rows: {first:.2f} s with all jobs finished, "
             f"{first_evicted:.2f} s when its file must come from the disk, {first_queued:.2f} s with all queued (medians of "
             f"{bench.rounds}).", "",
             "On the finished project, nothing running:", ""]
    lines += table(header, act_rows(looked["acts"]))
    lines += ["", f"While 64 lanes run flat out ({ran['requestsPerSecond']:,.0f} requests/s stored meanwhile) with its "
              f"million rows shown, {RUN_SECONDS} s:", ""]
    lines += table(header, act_rows(ran["acts"] + [whole | {"act": "all of it", "seconds": RUN_SECONDS}]))
    lines += ["", f"{whole['over16']} of {whole['ticks']:,} ticks were later than 16 ms. Peak RSS of that process: "
              f"{figure.rss_mb:.0f} MB."]
    return Section("The window with a million jobs", lines, [
        at_most("window: start to first painted rows at 1M, seconds", max(first, first_evicted, first_queued), 1),
        at_most("GUI stalls while 64 lanes run, p99 in ms", whole["p99"], 16, "{:.1f}"),
        at_most("GUI stalls while 64 lanes run, longest in ms", whole["max"], 100, "{:.1f}")])
