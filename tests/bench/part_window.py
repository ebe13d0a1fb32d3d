"""The real window, drawn without a display, on a project of a million jobs."""

import json
import statistics
import time

from measure import Failure, Program, measured, progress
from report import Section, at_most, table

RUN_SECONDS = 16


class Look(Program):
    """Tells the program when it was started, so that starting it is in the time."""

    def __init__(self, program, project):
        super().__init__([program, "look", project, "0"])
        self.before = self.stamp

    def stamp(self):
        self.command[3] = str(time.monotonic_ns())


def act_rows(acts):
    return [[act["act"], f"{act['seconds']:.2f}", f"{act['p99']:.1f}", f"{act['max']:.1f}", f"{act['own']:.1f}"]
            for act in acts]


def look(bench, project):
    found = [json.loads(measured(Look(bench.window, project), bench.folder).output) for _ in range(bench.rounds)]
    seconds = [one["firstRowsSeconds"] for one in found]
    progress("  first painted rows: " + ", ".join(f"{one:.2f}" for one in seconds) + " s")
    return statistics.median(seconds), found[-1]["acts"]


def run(bench):
    if not bench.window:
        raise Failure("the program sluice-bench-window was not built")
    first, acts = look(bench, bench.million.finished()[2])
    first_queued, _ = look(bench, bench.million.queued())
    program = Program([bench.window, "run", bench.million.queued(), str(RUN_SECONDS)])
    ran = json.loads(measured(program, bench.folder).output)
    whole = ran["whole"]
    progress(f"  while running: p99 {whole['p99']:.1f} ms, max {whole['max']:.1f} ms")
    header = ["act", "seconds", "p99 ms", "max ms", "own ms"]
    lines = ["The window of `sluice` at 1280 × 800 in a program that watches its event loop: a timer ought to tick every 2 ms, "
             "and what a tick comes late is a stall. “Own” is the longest less the time in which the thread was ready but "
             "other threads or the server had the processors.", "",
             f"From the start of the process to the first painted rows: {first:.2f} s with all jobs finished, "
             f"{first_queued:.2f} s with all queued (medians of {bench.rounds}).", "",
             "On the finished project, nothing running:", ""]
    lines += table(header, act_rows(acts))
    lines += ["", f"While 64 lanes run flat out ({ran['requestsPerSecond']:,.0f} requests/s stored meanwhile) with its "
              f"million rows shown, {RUN_SECONDS} s:", ""]
    lines += table(header, act_rows(ran["acts"] + [whole | {"act": "all of it", "seconds": RUN_SECONDS}]))
    lines += ["", f"{whole['over16']} of {whole['ticks']:,} ticks were later than 16 ms."]
    return Section("The window with a million jobs", lines, [
        at_most("window: start to first painted rows at 1M, seconds", max(first, first_queued), 1),
        at_most("GUI stalls while 64 lanes run, p99 in ms", whole["p99"], 16, "{:.1f}"),
        at_most("GUI stalls while 64 lanes run, longest in ms", whole["max"], 100, "{:.1f}")])
