"""The scoreboard: Sluice against its peers and against its own targets.

usage: bench.py PROGRAMS OUTPUT.md [--rounds N] [PART...]

PROGRAMS is the folder of sluice-cli and the bench's own programs. Without PART, all parts run.
"""

import argparse
import contextlib
import os
import shutil
import signal
import sys
import tempfile
import time

import part_big
import part_flat
import part_hash
import part_images
import part_import
import part_jq
import part_limits
import part_project
import part_scale
import part_small
import part_telemetry
import part_thumbnails
import part_wide
import part_window
import report
from measure import progress
from million import Million

PARTS = {
    "small": part_small.run_plain,
    "tls": part_small.run_tls,
    "wide": part_wide.run,
    "limits": part_limits.run,
    "big": part_big.run,
    "thumbnails": part_thumbnails.run,
    "images": part_images.run,
    "hash": part_hash.run,
    "jq": part_jq.run,
    "flat": part_flat.run,
    "import": part_import.run,
    "scale": part_scale.run,
    "project": part_project.run,
    "window": part_window.run,
    "telemetry": part_telemetry.run,
}


class Bench:
    """What every part gets: the programs, a folder for its files, how often to repeat."""

    def __init__(self, programs, folder, rounds, exits):
        self.cli = os.path.join(programs, "sluice-cli")
        self.window = self.built(os.path.join(programs, "sluice-bench-window"))
        self.imageloop = self.built(os.path.join(programs, "sluice-bench-imageloop"))
        self.unmeasured = self.built(os.path.join(programs, "sluice-bench-unmeasured"))
        self.folder = folder
        self.rounds = rounds
        self.million = Million(self, exits)

    @staticmethod
    def built(program):
        return program if os.path.exists(program) else None

    def path(self, name):
        return os.path.join(self.folder, name)


def run_part(name, bench):
    """A part that cannot be run has a section that says so; the others go on."""
    progress(f"{name} …")
    begun = time.monotonic()
    try:
        section = PARTS[name](bench)
    except Exception as fault:  # whatever it is, it is said and the page is written
        progress(f"  {name} could not be run: {fault}")
        return report.Section(name, [f"Could not be run: {fault}"], [report.not_run(name)]), False
    progress(f"  {time.monotonic() - begun:.0f} s in all")
    return section, True


def main():
    parser = argparse.ArgumentParser(prog="./dev bench", usage="./dev bench [--rounds N] [PART...]")
    parser.add_argument("programs", help=argparse.SUPPRESS)
    parser.add_argument("output", help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=3, help="how often each program runs (3)")
    parser.add_argument("parts", nargs="*", metavar="PART", help="only these: " + ", ".join(PARTS))
    options = parser.parse_intermixed_args()
    unknown = [part for part in options.parts if part not in PARTS]
    if unknown or options.rounds < 1:
        parser.error(f"there is no part {unknown[0]}; choose from {', '.join(PARTS)}" if unknown
                     else "there must be at least one round")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # servers and files go with us
    # Beside the build, not in /tmp, which may lie in memory: files are to reach a disk.
    folder = tempfile.mkdtemp(prefix="bench-", dir=os.path.dirname(os.path.abspath(options.output)))
    outcomes = []
    try:
        with contextlib.ExitStack() as exits:
            bench = Bench(os.path.abspath(options.programs), folder, options.rounds, exits)
            outcomes = [run_part(part, bench) for part in PARTS if not options.parts or part in options.parts]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    page = report.page([section for section, _ in outcomes])
    with open(options.output, "w") as target:
        target.write(page)
    print(page)
    return 0 if all(ran for _, ran in outcomes) else 1


sys.exit(main())
