"""One file of 1 GiB: Sluice with --out-dir against curl -o, to the same disk.

Sluice calls a job done when its file is on the disk, curl when it is in the system's cache: curl followed by sync is
what promises the same, and stands beside it.
"""

import os
import shlex
import shutil

from measure import Failure, Program, in_turn, median, ratio_by_round
from programs import sluice_run, write_list
from report import Section, at_least, at_most, failed_row, table
from server import Nginx

SIZE = 1 << 30


def run(bench):
    room = 4 * SIZE
    if shutil.disk_usage(bench.folder).free < room:
        raise Failure(f"it takes {room >> 30} GB of free disk")
    kept, target = bench.path("kept"), bench.path("by-curl")
    with Nginx(bench.folder).add("big", SIZE) as server:
        urls = write_list(bench.path("big.txt"), [f"{server.base}/big"])

        def clean():
            shutil.rmtree(kept, ignore_errors=True)
            if os.path.exists(target):
                os.remove(target)
            os.sync()  # nobody pays for what another left to be written

        by_curl = ["curl", "-sSf", "-o", target, f"{server.base}/big"]
        programs = {
            "Sluice --out-dir": Program(sluice_run(bench.cli, urls, 1, "--timeout", "600", "--out-dir", kept),
                                        before=clean),
            "curl -o": Program(by_curl, before=clean),
            "curl -o, then sync": Program(["sh", "-c", f"{shlex.join(by_curl)} && sync {shlex.quote(target)}"],
                                          before=clean),
        }
        results = in_turn(programs, bench.rounds, bench.folder)
        clean()
    rows = []
    for name, figures in results.items():
        if isinstance(figures, Failure):
            rows.append(failed_row(name, figures, 5))
            continue
        against = ratio_by_round(results["curl -o"], figures, lambda f: f.wall)
        seconds = median(figures, lambda f: f.wall)
        rows.append([name, f"{SIZE / seconds / 1e6:,.0f}", f"{median(figures, lambda f: f.cpu):.2f}",
                     f"{median(figures, lambda f: f.rss_mb):.0f}", "–" if against is None else f"{against:.2f}"])
    lines = [f"1 GiB from nginx to a file on the same disk, {bench.rounds} rounds in turn, whole processes. Sluice waits until "
             "the file is on the disk, curl alone does not.", ""]
    lines += table(["program", "MB/s", "CPU seconds", "peak RSS MB", "speed ÷ curl -o"], rows)
    ours, curl = results["Sluice --out-dir"], results["curl -o"]
    return Section("A file of 1 GiB", lines, [
        at_least("1 GiB ÷ curl -o", ratio_by_round(curl, ours, lambda f: f.wall), 0.9),
        at_most("1 GiB, RSS in MB", median(ours, lambda f: f.rss_mb), 100, "{:.0f}"),
    ])
