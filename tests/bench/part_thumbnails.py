"""60 photographs fetched and made 256 px wide, against aiohttp + process pool + Pillow with draft."""

import os
import shutil
import sys

from measure import Failure, Program, in_turn, median, ratio_by_round
from programs import HERE, sluice_run, write_list
from report import Section, at_least, failed_row, table
from server import Nginx

COUNT = 60
SIZE = (3000, 2000)
IN_FLIGHT = 16
WIDTH = 256


def make_pictures(folder, size=SIZE):
    """Ten different ones of some 2 MB, as photographs of 6 megapixels are: slopes, blotches and fine noise."""
    from PIL import Image  # here, so that the other parts run without it

    for number in range(10):
        slope = Image.linear_gradient("L").rotate(36 * number).resize(size)
        blotches = Image.effect_noise((size[0] // 8, size[1] // 8), 120).resize(size, Image.BICUBIC)
        noise = Image.effect_noise(size, 20)
        picture = Image.merge("RGB", (Image.blend(slope, noise, 0.5), Image.blend(blotches, noise, 0.5),
                                      Image.blend(slope, blotches, 0.3)))
        picture.save(os.path.join(folder, f"{number}.jpg"), "JPEG", quality=85)


def finished(folder):
    return sum(name.endswith(".jpg") for _, _, names in os.walk(folder) for name in names)


def run(bench):
    folders = {"Sluice": bench.path("by-sluice"), "python": bench.path("by-python")}

    def emptied(name):
        def empty():
            shutil.rmtree(folders[name], ignore_errors=True)
            os.mkdir(folders[name])
        return empty

    with Nginx(bench.folder) as server:
        make_pictures(server.www)
        mean = sum(entry.stat().st_size for entry in os.scandir(server.www)) / 10 / 1e6
        urls = write_list(bench.path("pictures.txt"), (f"{server.base}/{i % 10}.jpg?i={i}" for i in range(COUNT)))
        programs = {
            "Sluice, results stored": Program(
                sluice_run(bench.cli, urls, IN_FLIGHT, "--threads", str(os.cpu_count()), "--step",
                           f"thumbnail width={WIDTH}", "--out-dir", folders["Sluice"]), before=emptied("Sluice")),
            "aiohttp + process pool + Pillow draft": Program(
                [sys.executable, os.path.join(HERE, "peer_thumbnails.py"), urls, str(IN_FLIGHT), str(WIDTH),
                 folders["python"]], before=emptied("python")),
        }
        results = in_turn(programs, bench.rounds, bench.folder)
    made = {name: finished(folder) for name, folder in folders.items()}
    if set(made.values()) != {COUNT}:
        raise Failure(f"not every thumbnail was made: {made}")
    ours, python = results.values()
    rows = []
    for name, figures in results.items():
        if isinstance(figures, Failure):
            rows.append(failed_row(name, figures, 5))
            continue
        against = ratio_by_round(python, figures, lambda f: f.wall)
        rows.append([name, f"{COUNT / median(figures, lambda f: f.wall):.1f}",
                     f"{median(figures, lambda f: f.cpu) / COUNT * 1e3:.0f}", f"{median(figures, lambda f: f.rss_mb):.0f}",
                     "–" if against is None else f"{against:.2f}"])
    lines = [f"{COUNT} JPEGs of {SIZE[0]} × {SIZE[1]} ({mean:.1f} MB each) from nginx, {IN_FLIGHT} in flight, one thread or "
             f"process a core ({os.cpu_count()}), JPEG thumbnails {WIDTH} px wide of quality 85 written to files; "
             f"{bench.rounds} rounds in turn, whole processes (RSS: of the largest single process).", ""]
    lines += table(["program", "pictures/s", "CPU ms/picture", "peak RSS MB", "speed ÷ Python"], rows)
    return Section("Thumbnails", lines, [
        at_least("JPEG → 256 px ÷ Python pipeline", ratio_by_round(python, ours, lambda f: f.wall), 1.3)])
