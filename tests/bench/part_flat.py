"""10,000 images with the network faster than the CPU: memory must not grow with what waits."""

import os
import statistics
import subprocess
import time

from measure import Failure
from part_thumbnails import make_pictures
from programs import sluice_run, write_list
from report import Section, Target, table
from server import Nginx

COUNT, WIDTH, IN_FLIGHT = 10_000, 64, 64
SIZE = (1000, 750)


def resident(process):
    """Bytes of a process and its children."""
    total = 0
    for pid in [process, *children(process)]:
        try:
            with open(f"/proc/{pid}/statm") as source:
                total += int(source.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except OSError:
            pass  # it has ended meanwhile
    return total


def children(process):
    found = []
    try:
        for thread in os.listdir(f"/proc/{process}/task"):
            with open(f"/proc/{process}/task/{thread}/children") as source:
                found += [int(child) for child in source.read().split()]
    except OSError:
        pass
    return found


def run(bench):
    kept = bench.path("flat")
    with Nginx(bench.folder) as server:
        make_pictures(server.www, SIZE)
        urls = write_list(bench.path("flat.txt"), (f"{server.base}/{i % 10}.jpg?i={i}" for i in range(COUNT)))
        command = sluice_run(bench.cli, urls, IN_FLIGHT, "--step", f"thumbnail width={WIDTH}", "--out-dir", kept)
        begun = time.monotonic()
        process = subprocess.Popen(command, cwd=bench.folder, stdout=subprocess.DEVNULL)
        samples = []
        while process.poll() is None:
            samples.append(resident(process.pid))
            time.sleep(0.1)
        took = time.monotonic() - begun
    if process.returncode != 0:
        raise Failure(f"sluice-cli ended with {process.returncode}")
    quarter = len(samples) // 4
    if quarter < 5:
        raise Failure("it was over too soon to say")
    early, late = (statistics.median(samples[i * quarter:(i + 1) * quarter]) for i in (1, 3))
    lines = [f"{COUNT:,} JPEGs of {SIZE[0]} × {SIZE[1]} from nginx, {IN_FLIGHT} in flight, thumbnails in child processes, which "
             f"are counted in; {took:.0f} s, a sample every tenth of a second, one round.", ""]
    lines += table(["", "RSS MB"], [["second quarter, median", f"{early / 1e6:.0f}"], ["last quarter, median", f"{late / 1e6:.0f}"],
                                    ["peak", f"{max(samples) / 1e6:.0f}"]])
    return Section("Memory over 10,000 images", lines, [
        Target("RSS in the last quarter ÷ in the second", late / early, "{:.2f}", lambda found: 0.9 <= found <= 1.1,
               "0.90–1.10")])
