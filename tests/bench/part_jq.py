"""100,000 tiny JSON bodies through jq: in batches to child processes, against a process for each file."""

import os
import shutil

from measure import Failure, Program, in_turn, median
from report import Section, at_least, at_most, failed_row, table

FOLDERS, EACH = 100, 1000
COUNT = FOLDERS * EACH
ALONE = 1000  # files that get a process each: as many as say what one costs
PROGRAM = "{id, price}"


def make_tree(folder):
    for number in range(COUNT):
        below = os.path.join(folder, f"{number // EACH:03}")
        if number % EACH == 0:
            os.makedirs(below)
        with open(os.path.join(below, f"{number % EACH:04}.json"), "w") as target:
            target.write(f'{{"id":{number},"name":"item {number}","price":{number % 97}.5,"tags":["a","b"]}}')


def run(bench):
    tree = bench.path("json")
    make_tree(tree)
    programs = {
        "Sluice, jq in child processes": Program([bench.cli, "run", tree, "--step", f"jq program='{PROGRAM}'", "--quiet"]),
        "Sluice, no step": Program([bench.cli, "run", tree, "--quiet"]),
        "one jq for all files": Program(["sh", "-c", f"find '{tree}' -name '*.json' -print0 | "
                                                     f"xargs -0 -n 5000 jq -c '{PROGRAM}'"]),
        f"a jq for each of {ALONE} files": Program(["sh", "-c", f"for f in '{tree}'/000/*.json; do jq -c '{PROGRAM}' $f; done"]),
    }
    results = in_turn(programs, bench.rounds, bench.folder)
    shutil.rmtree(tree)
    counts = [COUNT, COUNT, COUNT, ALONE]
    rows = []
    for (name, figures), count in zip(results.items(), counts):
        if isinstance(figures, Failure):
            rows.append(failed_row(name, figures, 4))
        else:
            rows.append([name, f"{count / median(figures, lambda f: f.wall):,.0f}",
                         f"{median(figures, lambda f: f.cpu) / count * 1e6:.1f}",
                         f"{median(figures, lambda f: f.rss_mb):.0f}"])
    wall = [None if isinstance(f, Failure) else median(f, lambda g: g.wall) / c for f, c in zip(results.values(), counts)]
    cpu = [None if isinstance(f, Failure) else median(f, lambda g: g.cpu) / c for f, c in zip(results.values(), counts)]
    faster = None if None in (wall[0], wall[3]) else wall[3] / wall[0]
    own = None if None in cpu[:3] else (cpu[0] - cpu[1] - cpu[2]) * 1e6
    lines = [f"{COUNT:,} files of some 70 bytes. Of our own is what Sluice takes beyond a run without steps and beyond what one "
             f"jq takes that reads all files itself. {bench.rounds} rounds in turn, whole processes.", ""]
    lines += table(["program", "bodies/s", "CPU µs/body", "peak RSS MB"], rows)
    return Section("jq on tiny bodies", lines, [
        at_least("jq on 100,000 tiny bodies ÷ a jq process per file", faster, 5, "{:.0f}"),
        at_most("jq, CPU of our own per body in µs", own, 20, "{:.1f}")])
