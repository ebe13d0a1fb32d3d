"""Whole processes, measured by the operating system, run in turn."""

import json
import math
import os
import random
import signal
import statistics
import subprocess
import sys
from dataclasses import dataclass

HERE = os.path.dirname(os.path.abspath(__file__))


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


def run(command, folder):
    """What runner.py wrote down, the output and the complaints."""
    result, output, errors = (os.path.join(folder, name) for name in ("result.json", "output.log", "errors.log"))
    runner = [sys.executable, "-I", "-S", os.path.join(HERE, "runner.py"), result, output, errors, *command]
    process = subprocess.Popen(runner, cwd=folder, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        _, complaint = process.communicate()
    except BaseException:  # the bench is being ended
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if process.returncode != 0:
        raise Failure(complaint.strip())
    with open(result) as source:
        return json.load(source), *(open(path, errors="replace").read() for path in (output, errors))


def measured(program, folder):
    if program.before:
        program.before()
    took, output, errors = run(program.command, folder)
    if program.after:
        program.after()
    code = took.pop("code")
    if code not in program.accepted:
        lines = (errors or output).strip().splitlines()
        raise Failure(f"{os.path.basename(program.command[0])} ended with {code}" + (f": {lines[-1][:200]}" if lines else ""))
    return Figure(**took, output=output)


def in_turn(programs, rounds, folder, warm_up=True, shuffled=False):
    """Runs A B C, A B C, so that a machine that slows down slows all of them. Shuffled: each round in an order of its
    own, for differences so small that what else the machine does at regular times would pass for one.

    Answers by name a list of figures, or the Failure of a program that could not be run.
    """
    results = {name: [] for name in programs}
    for turn in range(0 if warm_up else 1, rounds + 1):
        for name, program in random.sample(list(programs.items()), len(programs)) if shuffled else programs.items():
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


def mean_change(figures, others, of):
    """By how many per cent A is more than B, each pair from the same round, and how far off that may be: twice its
    standard error."""
    changes = [math.log(of(a) / of(b)) for a, b in zip(figures, others)]
    return [100 * value for value in (statistics.mean(changes), 2 * statistics.stdev(changes) / math.sqrt(len(changes)))]


def ratio_by_round(figures, others, of):
    """The median of A/B, each pair from the same round; None when one of them could not be run."""
    if isinstance(figures, Failure) or isinstance(others, Failure):
        return None
    return statistics.median(of(a) / of(b) for a, b in zip(figures, others))
