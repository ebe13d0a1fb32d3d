"""Thumbnails of local JPEGs against a bare QImageReader loop, and what a child process costs."""

import os
import shutil

from measure import Failure, Program, in_turn, median, ratio_by_round
from part_thumbnails import make_pictures
from programs import computing_threads
from report import Section, at_least, at_most, failed_row, table

COUNT, WIDTH = 240, 256
SIZE = (1600, 1200)


def run(bench):
    if not bench.imageloop:
        raise Failure("sluice-bench-imageloop was not built")
    threads = computing_threads()
    originals, kept = bench.path("originals"), bench.path("kept")
    os.makedirs(originals)
    make_pictures(originals, SIZE)
    mean = sum(entry.stat().st_size for entry in os.scandir(originals)) / 10
    for number in range(10, COUNT):
        os.link(os.path.join(originals, f"{number % 10}.jpg"), os.path.join(originals, f"{number}.jpg"))

    def ours(isolate):
        return Program([bench.cli, "run", originals, "--step", f"thumbnail width={WIDTH} isolate={isolate}", "--out-dir",
                        kept, "--quiet"], before=lambda: shutil.rmtree(kept, ignore_errors=True))

    programs = {
        "Sluice, in child processes (default)": ours("yes"),
        "Sluice, isolate=no": ours("no"),
        "bare QImageReader loop, nothing kept": Program([bench.imageloop, originals, str(WIDTH)]),
    }
    results = in_turn(programs, bench.rounds, bench.folder)
    rows = []
    for name, figures in results.items():
        if isinstance(figures, Failure):
            rows.append(failed_row(name, figures, 4))
        else:
            rows.append([name, f"{COUNT / median(figures, lambda f: f.wall):.1f}",
                         f"{median(figures, lambda f: f.cpu) / COUNT * 1e3:.1f}",
                         f"{median(figures, lambda f: f.rss_mb):.0f}"])
    child, here, loop = results.values()
    against = ratio_by_round(loop, child, lambda f: f.wall)
    cost = ratio_by_round(child, here, lambda f: f.wall)
    lines = [f"{COUNT} JPEGs of {SIZE[0]} × {SIZE[1]} ({mean / 1000:.0f} KB each) on the disk, thumbnails {WIDTH} px wide; "
             f"Sluice with {threads} computing thread(s), each kept file made durable; {bench.rounds} rounds in turn, whole "
             "processes.", ""]
    lines += table(["program", "pictures/s", "CPU ms/picture", "peak RSS MB"], rows)
    return Section("Local images", lines, [
        at_least("thumbnails of local JPEGs ÷ (QImageReader loop × threads)",
                 None if against is None else against / threads, 0.9),
        at_most("time in child processes ÷ without", cost, 1.10)])
