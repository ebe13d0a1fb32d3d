"""1,000 addresses that take one second each, at limit 1,000."""

import os
import resource
import subprocess
import sys

from measure import Failure, Program, in_turn, median
from programs import HERE, aiohttp, curl_parallel, sluice_run, write_list
from report import Section, at_most, failed_row, table

ADDRESSES = 1_000


class HoldServer:
    def __enter__(self):
        self.process = subprocess.Popen([sys.executable, os.path.join(HERE, "holdserver.py"), "1"], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        port = self.process.stdout.readline().strip()
        if not port:
            raise Failure(f"its server ended with {self.process.wait()}")
        self.base = f"http://127.0.0.1:{port}"
        return self

    def peak(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()


def run(bench):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 8192)), hard))
    peaks = {}
    with HoldServer() as server:
        urls = write_list(bench.path("wide.txt"), (f"{server.base}/?i={i}" for i in range(ADDRESSES)))
        commands = {
            "Sluice, every result stored": sluice_run(bench.cli, urls, ADDRESSES),
            "aiohttp + uvloop": aiohttp(urls, ADDRESSES),
            "curl -Z (never more than 300 at once)": curl_parallel(urls, ADDRESSES, bench.folder,
                                                                   "--parallel-immediate"),
        }
        def noting(name):
            def note():
                peaks[name] = server.peak()
            return note

        programs = {name: Program(command, after=noting(name)) for name, command in commands.items()}
        results = in_turn(programs, bench.rounds, bench.folder, warm_up=False)
    rows = []
    for name, figures in results.items():
        if isinstance(figures, Failure):
            rows.append(failed_row(name, figures, 4))
            continue
        walls = sorted(figure.wall for figure in figures)
        rows.append([name, f"{median(figures, lambda f: f.wall):.2f}", f"{walls[0]:.2f}–{walls[-1]:.2f}",
                     str(peaks[name])])
    ours = results["Sluice, every result stored"]
    lines = [f"{ADDRESSES:,} addresses that answer after one second, limit {ADDRESSES:,}, whole processes, "
             f"{bench.rounds} rounds. A perfect run takes 1 s.", ""]
    lines += table(["program", "seconds", "(shortest–longest)", "the server's own peak"], rows)
    return Section("A thousand at once", lines,
                   [at_most("1,000 × 1 s at limit 1,000, seconds", median(ours, lambda f: f.wall), 1.3)])
