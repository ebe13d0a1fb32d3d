"""Whole processes, measured by the operating system, run in turn."""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass
class Figure:
    """One run: wall and CPU seconds (all threads and finished children), the peak of memory, what it printed."""

    wall: float
    cpu: float
    rss_mb: float
    output: str


@dataclass
class Program:
    """What to run. `before` and `after` are called around every run, outside the measured time."""

    command: list
    before: object = None
    after: object = None
    accepted: tuple = (0,)


class Failure(Exception):
    """A program could not be run; the sentence goes into the table."""


def progress(sentence):
    print(sentence, file=sys.stderr, flush=True)


def measured(program, folder):
    if program.before:
        program.before()
    outputs = os.path.join(folder, "output.log"), os.path.join(folder, "errors.log")
    with open(outputs[0], "wb") as output, open(outputs[1], "wb") as errors:
        begun = time.monotonic()
        try:
            process = subprocess.Popen(program.command, cwd=folder, stdout=output, stderr=errors)
        except OSError as fault:
            raise Failure(f"{program.command[0]}: {fault.strerror}") from fault
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:  # the bench is being ended
            process.kill()
            process.wait()
            raise
        wall = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    if program.after:
        program.after()
    printed, complaint = (open(path, errors="replace").read() for path in outputs)
    if process.returncode not in program.accepted:
        lines = (complaint or printed).strip().splitlines()
        raise Failure(f"{os.path.basename(program.command[0])} ended with {process.returncode}"
                      + (f": {lines[-1][:200]}" if lines else ""))
    return Figure(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, printed)


def in_turn(programs, rounds, folder, warm_up=True):
    """Runs A B C, A B C, so that a machine that slows down slows all of them.

    Answers by name a list of figures, or the Failure of a program that could not be run.
    """
    results = {name: [] for name in programs}
    for turn in range(0 if warm_up else 1, rounds + 1):
        for name, program in programs.items():
            if isinstance(results[name], Failure):
                continue
            try:
                figure = measured(program, folder)
            except Failure as failure:
                progress(f"  {name}: {failure}")
                results[name] = failure
                continue
            if turn > 0:
                results[name].append(figure)
                progress(f"  {name}: {figure.wall:.2f} s")
    return results


def median(figures, of):
    """The median of one figure, or None when the program could not be run."""
    if isinstance(figures, Failure):
        return None
    return statistics.median(of(figure) for figure in figures)


def ratio_by_round(figures, others, of):
    """The median of A/B, each pair from the same round; None when one of them could not be run."""
    if isinstance(figures, Failure) or isinstance(others, Failure):
        return None
    return statistics.median(of(a) / of(b) for a, b in zip(figures, others))
