"""SHA-256 over a local tree of 2 GB: as fast as OpenSSL itself on the computing threads, or as the disk gives it."""

import os
import re
import shutil
import subprocess

from measure import Failure, Program, in_turn, median
from programs import computing_threads
from report import Section, at_least, failed_row, table

FILES, SIZE = 200, 10_000_000


def make_tree(folder):
    for number in range(FILES):
        below = os.path.join(folder, f"{number // 20:02}")
        os.makedirs(below, exist_ok=True)
        with open(os.path.join(below, f"{number:03}.bin"), "wb") as target:
            target.write(os.urandom(SIZE))


def openssl_rate():
    """Bytes a second of one core, in blocks of the size that Sluice reads."""
    told = subprocess.run(["openssl", "speed", "-mr", "-seconds", "2", "-bytes", "262144", "-evp", "sha256"],
                          capture_output=True, text=True, check=True)
    found = re.search(r"^\+F:\d+:[^:]+:([0-9.]+)", told.stdout, re.MULTILINE)
    if not found:
        raise Failure("openssl speed told no rate")
    return float(found.group(1))


def run(bench):
    total, threads = FILES * SIZE, computing_threads()
    if shutil.disk_usage(bench.folder).free < 2 * total:
        raise Failure(f"it takes {2 * total >> 30} GB of free disk")
    tree = bench.path("tree")
    make_tree(tree)
    os.sync()
    rates = []
    programs = {
        "Sluice, results stored": Program([bench.cli, "run", tree, "--step", "hash", "--quiet"],
                                          before=lambda: rates.append(openssl_rate())),
        "cat": Program(["sh", "-c", f"cat '{tree}'/*/* > /dev/null"]),
    }
    results = in_turn(programs, bench.rounds, bench.folder)
    shutil.rmtree(tree)
    openssl = sorted(rates)[len(rates) // 2] * threads
    rows = [[f"openssl speed × {threads}", f"{openssl / 1e6:,.0f}", ""]]
    for name, figures in results.items():
        if isinstance(figures, Failure):
            rows.append(failed_row(name, figures, 3))
        else:
            rows.append([name, f"{total / median(figures, lambda f: f.wall) / 1e6:,.0f}",
                         f"{median(figures, lambda f: f.rss_mb):.0f}"])
    ours, cat = (median(figures, lambda f: f.wall) for figures in results.values())
    ratio = None if ours is None or cat is None else total / ours / min(openssl, total / cat)
    lines = [f"{FILES} files of {SIZE // 1_000_000} MB, read again and again (what fits into memory is not read from the "
             f"disk), {threads} computing thread(s); {bench.rounds} rounds in turn, whole processes, start included.", ""]
    lines += table(["program", "MB/s", "peak RSS MB"], rows)
    return Section("SHA-256 of local files", lines, [
        at_least("SHA-256 of a local tree ÷ openssl speed × threads, or cat", ratio, 0.9)])
